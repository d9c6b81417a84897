import { allOf, countRows, type Reader, type RowSource, type SqlFragment } from "../database";
import type { ConnectionOptions, PageRequest } from "./keyset-connection";

/**
 * How `keysetConnection` reads the rows that meet the condition: a page in one statement, and `totalCount`, when asked,
 * by the very condition that the page lists by. The viewer's scope is part of the condition, so that it stays in SQL.
 */
export function listRows<Row extends object>(
  reader: Reader,
  source: RowSource,
  condition: SqlFragment,
): Pick<ConnectionOptions<Row, never>, "fetch" | "totalCount"> {
  return {
    async fetch({ after, orderBy, limit }: PageRequest) {
      const where = allOf([condition, after]);
      // The limit is a whole number that was checked, and in the text: SQLite plans a page better when it knows its size.
      return await reader.rows<Row>(
        `SELECT ${source.columns} FROM ${source.from} WHERE ${where.sql} ORDER BY ${orderBy} LIMIT ${limit}`,
        where.parameters,
      );
    },
    totalCount: async () => await countRows(reader, source.from, condition),
  };
}
