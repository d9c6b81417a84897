import type { TableColumnOptions } from "typeorm";

type Extra = Partial<Pick<TableColumnOptions, "isPrimary" | "isNullable">>;

export function varchar(name: string, length: number, extra: Extra = {}): TableColumnOptions {
  return { name, type: "varchar", length: String(length), isNullable: false, ...extra };
}

/** An opaque identifier. */
export function identifier(name: string, extra: Extra = {}): TableColumnOptions {
  return varchar(name, 64, extra);
}

/** A calendar date, `YYYY-MM-DD`. */
export function date(name: string, extra: Extra = {}): TableColumnOptions {
  return varchar(name, 10, extra);
}

/** A count, or an instant in epoch milliseconds. */
export function bigint(name: string, extra: Extra = {}): TableColumnOptions {
  return { name, type: "bigint", isNullable: false, ...extra };
}

/** A check that a column holds one of a closed list of names. */
export function oneOf(name: string, column: string, values: readonly string[]) {
  return { name, expression: `${column} IN (${values.map((value) => `'${value}'`).join(", ")})` };
}

export function foreignKey(
  name: string,
  columnNames: string[],
  referencedTableName: string,
  referencedColumnNames: string[] = ["id"],
) {
  return { name, columnNames, referencedTableName, referencedColumnNames };
}

/** A plain index named after its table and columns. */
export function index(table: string, ...columnNames: string[]) {
  return {
    name: `ix_${table}_${columnNames.map((column) => column.replace(/_id$/, "")).join("_")}`,
    columnNames,
  };
}
