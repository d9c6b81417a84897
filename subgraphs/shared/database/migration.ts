import { Table, TableCheck, TableIndex, type QueryRunner, type TableOptions } from "typeorm";
import { binaryCollation } from "./frozen/collations";
import { lengthCheckName } from "./length-check";

/**
 * Creates a table whose constraints hold on both engines: checks (TypeORM drops them on MySQL
 * without a word), unique keys by name, foreign keys, and lengths of texts (SQLite knows none).
 *
 * Every check needs a name, unique in the database. Checks are SQL that both engines take.
 */
export async function createTable(runner: QueryRunner, options: TableOptions): Promise<void> {
  const { checks = [], uniques = [], ...rest } = options;
  const unnamed = [...checks, ...uniques, ...(options.foreignKeys ?? [])].some(
    ({ name }) => name === undefined,
  );
  if (unnamed)
    throw new Error(`Every check, unique and foreign key of the table ${options.name} needs a name.`);
  const sqlite = isSqlite(runner);
  const table = new Table({ ...rest, checks: sqlite ? [...checks, ...lengthChecks(options)] : [] });
  if (!sqlite) await sayCollation(runner, table);
  await runner.createTable(table);
  for (const { name, columnNames } of uniques) {
    // As an index the key has a name on SQLite too, by which its violation is told.
    await runner.createIndex(
      options.name,
      new TableIndex({ ...(name && { name }), columnNames, isUnique: true }),
    );
  }
  if (sqlite) return;
  for (const { name, expression } of checks)
    await addCheckBySql(runner, options.name, name ?? "", expression ?? "");
}

/** Adds a check to a table that is there. On SQLite the table is rebuilt, as it knows no other way. */
export async function addCheck(
  runner: QueryRunner,
  table: string,
  name: string,
  expression: string,
): Promise<void> {
  if (isSqlite(runner)) await runner.createCheckConstraint(table, new TableCheck({ name, expression }));
  else await addCheckBySql(runner, table, name, expression);
}

async function addCheckBySql(
  runner: QueryRunner,
  table: string,
  name: string,
  expression: string,
): Promise<void> {
  const { driver } = runner.dataSource;
  await runner.query(
    `ALTER TABLE ${driver.escape(table)} ADD CONSTRAINT ${driver.escape(name)} CHECK (${expression})`,
  );
}

/** A table says its collation by itself: the default of a database that somebody made beforehand may be any. */
async function sayCollation(runner: QueryRunner, table: Table): Promise<void> {
  const collation = await binaryCollation((sql) => runner.query(sql));
  // TypeORM knows a table's engine only, and writes it last.
  table.engine = `InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation}`;
}

function lengthChecks({ columns = [] }: TableOptions): { name: string; expression: string }[] {
  return columns
    .filter(({ type, length }) => /char$/i.test(type) && length !== undefined && length !== "")
    .map(({ name, length }) => ({
      name: lengthCheckName(name),
      expression: `length("${name}") <= ${Number(length)}`,
    }));
}

/** Whether a migration runs on SQLite. */
export function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === "better-sqlite3";
}
