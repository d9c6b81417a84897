import type { SqlFragment, SqlValue } from "../database";
import { allOf, anyOf } from "../database";

/** One column of a list's order. */
export interface SortColumn<Row extends object> {
  /** The column in SQL, such as `line.msisdn`; written by code, never by a client. */
  readonly expression: string;
  /** Where its value stands in a fetched row. */
  readonly property: keyof Row & string;
  readonly direction: "ASC" | "DESC";
  /**
   * Whether the column can be NULL, which counts as smaller than every value on both engines: first
   * ascending, last descending. A nullable column that leads a descending order cannot be sought in
   * SQLite's index: such a page costs what its list is long.
   */
  readonly nullable?: boolean;
}

/** A total order: the last column is unique within the list and never NULL. */
export type SortOrder<Row extends object> = readonly SortColumn<Row>[];

/** What stands behind ORDER BY. */
export function orderBy<Row extends object>(order: SortOrder<Row>): string {
  return order.map(({ expression, direction }) => `${expression} ${direction}`).join(", ");
}

/**
 * The condition for the rows after the one with these values, in this order.
 *
 * For (a, b) after (1, 2): `a >= 1 AND (a > 1 OR (a = 1 AND b > 2))`. Row values, `(a, b) > (1, 2)`,
 * would not use an index on MySQL and know neither NULL nor mixed directions. The leading bound is
 * redundant, and what SQLite seeks in the index by.
 */
export function rowsAfter<Row extends object>(
  order: SortOrder<Row>,
  values: readonly SqlValue[],
): SqlFragment {
  const columns = order.map((column, index) => ({ column, value: values[index] ?? null }));
  const alternatives = columns.map(({ column, value }, index) =>
    allOf([...columns.slice(0, index).map((tied) => equal(tied.column, tied.value)), after(column, value)]),
  );
  const [leading] = columns;
  if (leading === undefined || columns.length === 1) return anyOf(alternatives);
  return allOf([equalOrAfter(leading.column, leading.value), anyOf(alternatives)]);
}

type AnyColumn = Pick<SortColumn<object>, "expression" | "direction" | "nullable">;

function equal({ expression }: AnyColumn, value: SqlValue): SqlFragment {
  if (value === null) return { sql: `${expression} IS NULL`, parameters: [] };
  return { sql: `${expression} = ?`, parameters: [value] };
}

function after({ expression, direction, nullable }: AnyColumn, value: SqlValue): SqlFragment {
  if (direction === "ASC") {
    if (value === null) return { sql: `${expression} IS NOT NULL`, parameters: [] };
    return { sql: `${expression} > ?`, parameters: [value] };
  }
  if (value === null) return { sql: "1 = 0", parameters: [] };
  const orNull = nullable === true ? ` OR ${expression} IS NULL` : "";
  return { sql: `${expression} < ?${orNull}`, parameters: [value] };
}

function equalOrAfter(column: AnyColumn, value: SqlValue): SqlFragment {
  const { expression, direction, nullable } = column;
  if (value === null) return direction === "ASC" ? { sql: "1 = 1", parameters: [] } : equal(column, value);
  if (direction === "ASC") return { sql: `${expression} >= ?`, parameters: [value] };
  const orNull = nullable === true ? ` OR ${expression} IS NULL` : "";
  return { sql: `${expression} <= ?${orNull}`, parameters: [value] };
}
