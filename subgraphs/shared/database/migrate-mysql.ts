import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import type { PoolLimits } from "./database";
import { DatabaseUnavailable } from "./errors";

/** How long one process waits while another migrates, in seconds. */
const LOCK_SECONDS = 120;

/**
 * Binary collations without padding, MySQL's and MariaDB's: with `utf8mb4_bin` a trailing blank
 * would not count, and text would sort otherwise than on SQLite.
 */
const COLLATIONS = ["utf8mb4_0900_bin", "utf8mb4_nopad_bin", "utf8mb4_bin"] as const;

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
  const [rows] = await connection.query<(RowDataPacket & { name: string })[]>(
    "SELECT COLLATION_NAME AS name FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN (?)",
    [COLLATIONS],
  );
  const known = new Set(rows.map(({ name }) => name));
  const collation = COLLATIONS.find((each) => known.has(each)) ?? "utf8mb4_bin";
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
