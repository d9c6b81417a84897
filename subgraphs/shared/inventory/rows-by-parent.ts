import { allOf, isOneOf, type Reader, type RowSource, type SqlFragment } from "../database";

/** The first page of the list of each of several parents. */
export interface FirstRows {
  readonly parent: { readonly column: string; readonly ids: readonly string[] };
  readonly condition: SqlFragment;
  readonly orderBy: string;
  readonly limit: number;
}

/**
 * At most `limit` rows of each parent, in order, in one statement for however many parents. One parent alone is read
 * from the index of its list; several cost what their lists are long.
 */
export async function firstRowsByParent<Row extends object>(
  reader: Reader,
  { columns, from }: RowSource<Row>,
  { parent, condition, orderBy, limit }: FirstRows,
): Promise<readonly Row[]> {
  const where = allOf([isOneOf(parent.column, parent.ids), condition]);
  if (parent.ids.length === 1) {
    return await reader.rows<Row>(
      `SELECT ${columns} FROM ${from} WHERE ${where.sql} ORDER BY ${orderBy} LIMIT ${limit}`,
      where.parameters,
    );
  }
  const rows = await reader.rows<Row & { place?: number }>(
    `SELECT * FROM (SELECT ${columns}, ROW_NUMBER() OVER (PARTITION BY ${parent.column} ORDER BY ${orderBy})` +
      ` AS place FROM ${from} WHERE ${where.sql}) AS placed WHERE place <= ${limit} ORDER BY place`,
    where.parameters,
  );
  for (const row of rows) delete row.place;
  return rows;
}
