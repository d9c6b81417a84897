import type { CoverageType } from "../graphql/coverage.type";
import { toCoverage } from "../graphql/coverage.type";
import {
  keysetConnection,
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type ListIdentity,
  type SortOrder,
} from "../connection";
import { allOf, type Reader, type RowSource, type SqlFragment } from "../database";
import type { ScopedRows } from "./scoped-rows";

/** A list within the viewer's rows, and how it is narrowed, sorted and paged. */
export interface ScopedList<Row extends object, Node> {
  readonly reader: Reader;
  readonly source: RowSource<Row>;
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

/** Nothing is asked of the database where nothing can be reached; a wrong cursor is refused all the same. */
const NO_ROWS = { fetch: () => Promise.resolve([]), totalCount: () => Promise.resolve(0) };

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
  const page = {
    arguments: options.arguments,
    list: options.list,
    order: options.order,
    node: (row: Row) => options.node(row),
  };
  const connection = nothing
    ? await keysetConnection<Row, Node>({ ...page, ...NO_ROWS })
    : await rowConnection<Row, Node>({ ...page, reader, source, condition });
  return { ...connection, coverage: toCoverage(scope.coverage, options.asOf) };
}
