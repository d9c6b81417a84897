import { inList, type Reader, type SqlValue } from "../database";

/** A property's column, for each property that an import writes. */
export type ColumnNames<Row> = { readonly [Property in keyof Row]: string };

/** The rows that are there already, by id, with exactly the properties of `columns`. */
export async function rowsById<Row extends { readonly id: string }>(
  reader: Reader,
  table: string,
  columns: ColumnNames<Row>,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const list = inList(ids);
  const selected = Object.entries<string>(columns).map(([property, column]) => `${column} AS ${property}`);
  const rows = await reader.rows<Row>(
    `SELECT ${selected.join(", ")} FROM ${table} WHERE id IN ${list.sql}`,
    list.parameters,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether the row that is there has every value that is wanted. */
export function isSame<Row extends object>(found: Row, wanted: Row): boolean {
  return Object.entries<SqlValue>(wanted as Record<string, SqlValue>).every(
    ([property, value]) => (found as Record<string, SqlValue>)[property] === value,
  );
}

/** Those of the ids that the table has. */
export async function knownIds(reader: Reader, table: string, ids: Iterable<string>): Promise<Set<string>> {
  const list = inList([...new Set(ids)]);
  const rows = await reader.rows<{ id: string }>(
    `SELECT id FROM ${table} WHERE id IN ${list.sql}`,
    list.parameters,
  );
  return new Set(rows.map(({ id }) => id));
}
