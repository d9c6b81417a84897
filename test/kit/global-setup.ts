import { randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { MYSQL_ANSWER, MYSQL_URL, TEST_PREFIX } from "./mysql-server";
import { RUN_DIRECTORY, TEMPLATE_PREFIX } from "./world-template";

const ONE_HOUR = 3_600_000;

/**
 * Asks the MySQL server once, before any test is described: Jest wants to know at once which tests
 * there are. Also drops what killed runs left behind.
 */
export default async function globalSetup(): Promise<void> {
  process.env[RUN_DIRECTORY] = await mkdtemp(join(tmpdir(), "area-clienti-run-"));
  process.env[TEMPLATE_PREFIX] = `${TEST_PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString("hex")}`;
  try {
    const connection = await createConnection({ uri: MYSQL_URL, connectTimeout: 3_000 });
    try {
      await dropLeftovers(connection);
    } finally {
      connection.destroy();
    }
    process.env[MYSQL_ANSWER] = "yes";
  } catch (error) {
    process.env[MYSQL_ANSWER] =
      error instanceof Error && error.message !== "" ? error.message : String(error);
    const address = new URL(MYSQL_URL).host;
    process.stderr.write(`MySQL at ${address} cannot be reached: the MySQL half of the tests is skipped.\n`);
  }
}

async function dropLeftovers(connection: Connection): Promise<void> {
  const [rows] = await connection.query<(RowDataPacket & { name: string })[]>(
    "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ?",
    [`${TEST_PREFIX.replace("_", "\\_")}%`],
  );
  for (const { name } of rows) {
    const made = Number.parseInt(name.slice(TEST_PREFIX.length).split("_")[0] ?? "", 36);
    if (Date.now() - made > ONE_HOUR) await connection.query("DROP DATABASE IF EXISTS ??", [name]);
  }
}
