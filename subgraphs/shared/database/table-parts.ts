import type { TableColumnOptions } from "typeorm";

type Extra = Partial<Pick<TableColumnOptions, "isPrimary" | "isNullable">>;

/** A text column of at most `length` characters. */
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

/** A reference that the database holds; it points at `id` unless told otherwise. */
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

/**
 * A line has its date of termination if and only if it is TERMINATED, and its number to itself, in the unique column
 * `live_…`, until then. A check that comes out NULL passes: so each names the columns that must be there.
 */
export function lineLifeChecks(table: string, number: string) {
  return [
    {
      name: `ck_${table}_terminated_on`,
      expression:
        "(status = 'TERMINATED' AND terminated_on IS NOT NULL AND terminated_on >= activated_on)" +
        " OR (status <> 'TERMINATED' AND terminated_on IS NULL)",
    },
    {
      name: `ck_${table}_live_${number}`,
      expression:
        `(status = 'TERMINATED' AND live_${number} IS NULL)` +
        ` OR (status <> 'TERMINATED' AND live_${number} IS NOT NULL AND live_${number} = ${number})`,
    },
  ];
}
