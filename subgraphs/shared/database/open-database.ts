import type { Database } from "./database";
import { openMysql } from "./mysql";
import type { OpenOptions } from "./open-options";
import { openSqlite } from "./sqlite";

/**
 * Opens a subgraph's database, making it when missing and running its outstanding migrations.
 * Rejects with `DatabaseUnavailable` when it cannot be reached.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { location } = options;
  if (location.kind === "sqlite") return await openSqlite(options, location.directory);
  return await openMysql(options, location);
}
