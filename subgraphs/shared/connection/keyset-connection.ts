import type { SqlFragment } from "../database";
import { cursorWriter, decodeCursor } from "./cursor";
import type { ListIdentity } from "./list-identity";
import { pageSize } from "./page-size";
import { orderBy, rowsAfter, type SortOrder } from "./sort-order";

/** The arguments of a forward connection, as the client gave them. */
export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Where a page lies in its list (Relay's cursor connections). */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** One node of a page, with its cursor. */
export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** A page in the shape of the Relay specification, https://relay.dev/graphql/connections.htm. */
export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
  /** Counts when called, once; executors call it when the field is asked for. */
  readonly totalCount: () => Promise<number>;
}

/** What the page's statement needs: `… WHERE <scope> AND (<after>) ORDER BY <orderBy> LIMIT <limit>`. */
export interface PageRequest {
  /** Always a valid condition; on the first page one that is true. */
  readonly after: SqlFragment;
  readonly orderBy: string;
  readonly limit: number;
}

/** What a page is read from. */
export interface ConnectionOptions<Row extends object, Node> {
  readonly arguments: ConnectionArguments;
  readonly list: ListIdentity;
  readonly order: SortOrder<Row>;
  /** Reads at most `limit` rows in one statement, within the viewer's scope. */
  fetch(page: PageRequest): Promise<readonly Row[]>;
  node(row: Row): Node;
  totalCount(): Promise<number>;
}

/**
 * One page of a list, by keyset: it costs the same wherever it lies, and rows that come or go
 * elsewhere neither repeat nor hide one. One row more than the page is read, to know whether there is a next.
 *
 * `hasPreviousPage` says whether a cursor was given, as the specification allows.
 * Throws `UserInputError` for a wrong `first` or `after`, before anything is read.
 */
export async function keysetConnection<Row extends object, Node>(
  options: ConnectionOptions<Row, Node>,
): Promise<Connection<Node>> {
  const { list, order } = options;
  const { first, after } = options.arguments;
  const size = pageSize(first);
  const hasCursor = after !== null && after !== undefined;
  const rows = await options.fetch({
    after: hasCursor ? rowsAfter(order, decodeCursor(list, order, after)) : { sql: "1 = 1", parameters: [] },
    orderBy: orderBy(order),
    limit: size + 1,
  });
  const cursorOf = cursorWriter(list, order);
  const edges = rows.slice(0, size).map((row) => ({
    node: options.node(row),
    // A digest for each row of a page would cost more than reading it, and most clients ask for `endCursor` alone.
    get cursor() {
      return cursorOf(row);
    },
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: hasCursor,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: once(() => options.totalCount()),
  };
}

/** Two aliases of `totalCount` count once. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
