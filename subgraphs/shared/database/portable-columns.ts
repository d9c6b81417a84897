import type { DataSource } from "typeorm";

const PORTABLE = new Set([
  "varchar",
  "char",
  "text",
  "int",
  "integer",
  "smallint",
  "bigint",
  "boolean",
  "tinyint",
]);

/**
 * Refuses entities whose columns the engines would answer differently: SQLite has no exact decimal
 * and no date type. Throws one error that lists them all.
 */
export function refuseUnportableColumns(dataSource: DataSource): void {
  const columns = dataSource.entityMetadatas.flatMap((entity) => entity.columns);
  const wrong = columns
    .map((column) => ({ column, type: dataSource.driver.normalizeType(column) }))
    .filter(({ type }) => !PORTABLE.has(type))
    .map(({ column, type }) => `${column.entityMetadata.name}.${column.propertyName} is ${type}`);
  if (wrong.length === 0) return;
  throw new Error(
    `Columns that SQLite and MySQL do not answer alike: ${wrong.join("; ")}. ` +
      "Use bigint for instants (epoch milliseconds) and for money (smallest units), varchar(10) for calendar dates (YYYY-MM-DD), varchar for enumerations.",
  );
}
