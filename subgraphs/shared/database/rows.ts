import type { Reader } from "./database";
import type { OfRows, SqlFragment } from "./sql";

/** A table and what is read of it: fixed texts of code, never a client's. Made by `rowSource`, it knows its rows' type. */
export interface RowSource<Row> extends OfRows<Row> {
  /** `l.id AS id, …` */
  readonly columns: string;
  /** `mobile_line l` */
  readonly from: string;
}

/** The rows that meet the condition, in any order. */
export async function rowsWhere<Row extends object>(
  reader: Reader,
  { columns, from }: RowSource<Row>,
  condition: SqlFragment,
): Promise<Row[]> {
  return await reader.rows<Row>(
    `SELECT ${columns} FROM ${from} WHERE ${condition.sql}`,
    condition.parameters,
  );
}

/** How many rows meet the condition. */
export async function countRows(reader: Reader, from: string, condition: SqlFragment): Promise<number> {
  const row = await reader.row<{ count: number }>(
    `SELECT COUNT(*) AS count FROM ${from} WHERE ${condition.sql}`,
    condition.parameters,
  );
  return row?.count ?? 0;
}
