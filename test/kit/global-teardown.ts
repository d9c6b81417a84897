import { rm } from "node:fs/promises";
import { createConnection } from "mysql2/promise";
import { MYSQL_ANSWER, MYSQL_URL } from "./mysql-server";
import { RUN_DIRECTORY, TEMPLATE_PREFIX } from "./world-template";

/** Removes what the whole run shared: the demo worlds that tests were copied from. */
export default async function globalTeardown(): Promise<void> {
  const run = process.env[RUN_DIRECTORY];
  const prefix = process.env[TEMPLATE_PREFIX];
  if (run !== undefined) await rm(run, { recursive: true, force: true });
  if (prefix === undefined || process.env[MYSQL_ANSWER] !== "yes") return;
  const connection = await createConnection({ uri: MYSQL_URL });
  try {
    const [rows] = await connection.query("SHOW DATABASES");
    const names = (rows as Record<string, string>[]).map((row) => Object.values(row)[0] ?? "");
    for (const name of names.filter((found) => found.startsWith(`${prefix}_`))) {
      await connection.query("DROP DATABASE IF EXISTS ??", [name]);
    }
  } finally {
    connection.destroy();
  }
}
