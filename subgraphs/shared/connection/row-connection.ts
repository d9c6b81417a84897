import { allOf, countRows, type Reader, type RowSource, type SqlFragment } from "../database";
import { keysetConnection, type Connection, type ConnectionOptions } from "./keyset-connection";

/** A connection over the rows of one statement. */
export interface RowConnectionOptions<Row extends object, Node> extends Omit<
  ConnectionOptions<Row, Node>,
  "fetch" | "totalCount"
> {
  readonly reader: Reader;
  readonly source: RowSource<Row>;
  /** Which rows are in the list. The viewer's scope is part of it, so that it stays in SQL. */
  readonly condition: SqlFragment;
}

/**
 * A page of the rows that meet a condition, in one statement; `totalCount` counts, when asked, by the very condition that
 * the page lists by.
 */
export async function rowConnection<Row extends object, Node>(
  options: RowConnectionOptions<Row, Node>,
): Promise<Connection<Node>> {
  const { reader, source, condition } = options;
  return await keysetConnection<Row, Node>({
    arguments: options.arguments,
    list: options.list,
    order: options.order,
    node: (row) => options.node(row),
    async fetch({ after, orderBy, limit }) {
      const where = allOf([condition, after]);
      // The limit is a whole number that was checked, and in the text: SQLite plans a page better when it knows its size.
      return await reader.rows<Row>(
        `SELECT ${source.columns} FROM ${source.from} WHERE ${where.sql} ORDER BY ${orderBy} LIMIT ${limit}`,
        where.parameters,
      );
    },
    totalCount: async () => await countRows(reader, source.from, condition),
  });
}
