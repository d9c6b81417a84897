import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import type { PoolLimits } from "./database";
import { DatabaseUnavailable } from "./errors";
import { binaryCollation } from "./frozen/collations";

/** How long one process waits while another migrates, in seconds. */
const LOCK_SECONDS = 120;

/**
 * Makes the database when missing, then runs the work while holding a lock of the server, so that of
 * several processes that start together one migrates and the others find it done.
 */
export async function prepareMysqlDatabase(
  url: string,
  database: string,
  limits: PoolLimits,
  work: () => Promise<void>,
): Promise<void> {
  const connection = await createConnection({ uri: url, connectTimeout: limits.acquireTimeout });
  try {
    await createDatabase(connection, database);
    await lock(connection, database);
    await work();
  } finally {
    // The lock ends with its connection.
    connection.destroy();
  }
}

async function createDatabase(connection: Connection, database: string): Promise<void> {
  const collation = await binaryCollation(async (sql) => (await connection.query<RowDataPacket[]>(sql))[0]);
  await connection.query(`CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4 COLLATE ${collation}`, [
    database,
  ]);
}

async function lock(connection: Connection, database: string): Promise<void> {
  // MySQL takes lock names of at most 64 characters, as long as a database's name.
  const [rows] = await connection.query<(RowDataPacket & { got: number | null })[]>(
    "SELECT GET_LOCK(?, ?) AS got",
    [database, LOCK_SECONDS],
  );
  if (rows[0]?.got !== 1) throw new DatabaseUnavailable("contention", "GET_LOCK");
}
