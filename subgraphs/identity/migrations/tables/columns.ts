import type { TableColumnOptions, TableForeignKeyOptions } from "typeorm";

const LONGEST_ID = "64";

/** Columns as the tables of this folder write them. */
export function text(
  name: string,
  length: number,
  options: Partial<TableColumnOptions> = {},
): TableColumnOptions {
  return { name, type: "varchar", length: String(length), isNullable: false, ...options };
}

export function id(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: "varchar", length: LONGEST_ID, isNullable: false, ...options };
}

/** Epoch milliseconds. */
export function instant(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: "bigint", isNullable: false, ...options };
}

export const PRIMARY = { isPrimary: true };
export const NULLABLE = { isNullable: true };

/** A foreign key to the `id` of another table. Nothing that is referred to is ever deleted by cascade. */
export function refersTo(table: string, name: string, column: string): TableForeignKeyOptions {
  return { name, columnNames: [column], referencedTableName: table, referencedColumnNames: ["id"] };
}

/** SQL of "is one of these words". */
export function oneOf(column: string, values: readonly string[]): string {
  return `${column} IN (${values.map((value) => `'${value}'`).join(", ")})`;
}
