import type { QueryRunner, TableOptions } from "typeorm";
import { createTable, isSqlite } from "./migration";

/*
 * For migrations that mend what an earlier release left. Each looks first, so that a database which has it right, or
 * whose repair was cut off, loses nothing.
 */

/** Whether a table has a column. */
export async function hasColumn(runner: QueryRunner, table: string, column: string): Promise<boolean> {
  return await finds(
    runner,
    "SELECT 1 FROM pragma_table_info(?) WHERE name = ?",
    "SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND COLUMN_NAME = ?",
    [table, column],
  );
}

/** Whether a table has an index of this name over a column. */
export async function hasIndex(
  runner: QueryRunner,
  table: string,
  name: string,
  column: string,
): Promise<boolean> {
  return await finds(
    runner,
    "SELECT 1 FROM sqlite_master m JOIN pragma_index_info(m.name) c WHERE m.tbl_name = ? AND m.name = ? AND c.name = ?",
    "SELECT 1 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND INDEX_NAME = ? AND COLUMN_NAME = ?",
    [table, name, column],
  );
}

/** Whether a table's check of this name speaks of a text; `%` stands for anything. */
export async function hasCheck(
  runner: QueryRunner,
  table: string,
  name: string,
  text: string,
): Promise<boolean> {
  return await finds(
    runner,
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND sql LIKE '%\"' || ? || '\" CHECK%' || ? || '%'",
    "SELECT 1 FROM information_schema.TABLE_CONSTRAINTS t JOIN information_schema.CHECK_CONSTRAINTS c" +
      " ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME" +
      " WHERE t.CONSTRAINT_SCHEMA = DATABASE() AND t.TABLE_NAME = ? AND t.CONSTRAINT_NAME = ?" +
      " AND c.CHECK_CLAUSE LIKE CONCAT('%', ?, '%')",
    [table, name, text],
  );
}

/**
 * Makes a table of SQLite anew, as it knows no other way to change a check. Every row is copied, in the columns that both
 * have. Foreign keys of other tables go on pointing at the name. Migrations run with foreign keys off.
 * @param alter what later migrations added to the table
 */
export async function rebuildTable(
  runner: QueryRunner,
  options: TableOptions,
  alter: readonly string[] = [],
): Promise<void> {
  const { name } = options;
  const before = `${name}_before`;
  // Otherwise renaming a table has the foreign keys of others follow it.
  await runner.query("PRAGMA legacy_alter_table = ON");
  await runner.query(`ALTER TABLE ${name} RENAME TO ${before}`);
  const indexes = await namesOf(
    runner,
    "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?",
    before,
  );
  for (const index of indexes) await runner.query(`DROP INDEX ${index}`);
  await createTable(runner, options);
  for (const statement of alter) await runner.query(statement);
  const columns = await namesOf(
    runner,
    `SELECT n.name AS name FROM pragma_table_info('${name}') n JOIN pragma_table_info(?) b ON b.name = n.name`,
    before,
  );
  const list = columns.join(", ");
  await runner.query(`INSERT INTO ${name} (${list}) SELECT ${list} FROM ${before}`);
  await runner.query(`DROP TABLE ${before}`);
  await runner.query("PRAGMA legacy_alter_table = OFF");
}

async function namesOf(runner: QueryRunner, sql: string, table: string): Promise<readonly string[]> {
  const rows = (await runner.query(sql, [table])) as readonly { readonly name: string }[];
  return rows.map(({ name }) => name);
}

async function finds(
  runner: QueryRunner,
  sqlite: string,
  mysql: string,
  parameters: readonly string[],
): Promise<boolean> {
  const rows = (await runner.query(isSqlite(runner) ? sqlite : mysql, [...parameters])) as object[];
  return rows.length > 0;
}
