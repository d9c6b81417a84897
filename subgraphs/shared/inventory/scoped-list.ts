import type { CoverageType } from "../graphql/coverage.type";
import { toCoverage } from "../graphql/coverage.type";
import {
  keysetConnection,
  type Connection,
  type ConnectionArguments,
  type ListIdentity,
  type SortOrder,
} from "../connection";
import { allOf, type Reader, type SqlFragment } from "../database";
import type { ScopedRows } from "./scoped-rows";

/** A table and what is read of it: fixed texts of code, never a client's. */
export interface RowSource {
  /** `` `l`.`id` AS `id`, … `` */
  readonly columns: string;
  /** `` `mobile_line` `l` `` */
  readonly from: string;
}

export interface ScopedList<Row extends object, Node> {
  readonly reader: Reader;
  readonly source: RowSource;
  readonly scope: ScopedRows;
  /** What the client's filter leaves of the scope. */
  readonly narrowings: readonly SqlFragment[];
  readonly list: ListIdentity;
  readonly arguments: ConnectionArguments;
  readonly order: SortOrder<Row>;
  /** Epoch milliseconds of the request. */
  readonly asOf: number;
  node(row: Row): Node;
}

/**
 * A page of the rows in scope, in one statement, with the grants that it rests on. `totalCount` counts, when asked,
 * by the very condition that the page lists by.
 */
export async function scopedList<Row extends object, Node>(
  options: ScopedList<Row, Node>,
): Promise<Connection<Node> & { readonly coverage: CoverageType }> {
  const { reader, source, scope } = options;
  const nothing = scope.coverage.kind === "NONE";
  const condition = allOf([scope.condition, ...options.narrowings]);
  const connection = await keysetConnection<Row, Node>({
    arguments: options.arguments,
    list: options.list,
    order: options.order,
    node: (row) => options.node(row),
    async fetch({ after, orderBy, limit }) {
      if (nothing) return [];
      const where = allOf([condition, after]);
      return await reader.rows<Row>(
        `SELECT ${source.columns} FROM ${source.from} WHERE ${where.sql} ORDER BY ${orderBy} LIMIT ${limit}`,
        where.parameters,
      );
    },
    totalCount: async () => (nothing ? 0 : await countRows(reader, source.from, condition)),
  });
  return { ...connection, coverage: toCoverage(scope.coverage, options.asOf) };
}

/** How many rows meet the condition. */
export async function countRows(reader: Reader, from: string, condition: SqlFragment): Promise<number> {
  const row = await reader.row<{ count: number }>(
    `SELECT COUNT(*) AS \`count\` FROM ${from} WHERE ${condition.sql}`,
    condition.parameters,
  );
  return row?.count ?? 0;
}
