import DataLoader from "dataloader";
import { anyOf, type Reader, type SqlFragment } from "../database";

/** How many rows share one value of a column; null is the rows without one. */
export interface GroupCount {
  readonly value: string | null;
  readonly count: number;
}

/** The rows below one parent, all of which have its id in the parent's column. */
export interface CountRequest {
  readonly parentId: string;
  readonly condition: SqlFragment;
}

/** What groups are counted from; all three are texts of code. */
export interface GroupSource {
  readonly from: string;
  /** The column by which parents are told apart. */
  readonly parentColumn: string;
  /** The column that is counted by. */
  readonly column: string;
}

/** Parents of one statement: each brings its own condition with parameters of its own. */
const LARGEST_BATCH = 100;

/**
 * Counts the rows below many parents by a column, largest group first, in one statement: a list of contracts with the
 * inventory of each asks no more often than one contract.
 */
export function groupCounts(
  reader: Reader,
  source: GroupSource,
): DataLoader<CountRequest, readonly GroupCount[]> {
  return new DataLoader(
    async (requests) => {
      const counts = new Map<CountRequest, GroupCount[]>(requests.map((request) => [request, []]));
      for (const round of rounds(requests)) {
        for (const { parent, ...group } of await countRound(reader, source, [...round.values()])) {
          const request = round.get(parent);
          if (request !== undefined) counts.get(request)?.push(group);
        }
      }
      return requests.map((request) => counts.get(request) ?? []);
    },
    { cache: false, maxBatchSize: LARGEST_BATCH },
  );
}

async function countRound(
  reader: Reader,
  { from, parentColumn, column }: GroupSource,
  requests: readonly CountRequest[],
): Promise<(GroupCount & { readonly parent: string })[]> {
  const where = anyOf(requests.map(({ condition }) => condition));
  return await reader.rows(
    `SELECT ${parentColumn} AS parent, ${column} AS value, COUNT(*) AS count FROM ${from}
     WHERE ${where.sql} GROUP BY ${parentColumn}, ${column} ORDER BY count DESC, value ASC`,
    where.parameters,
  );
}

/** A parent asked about twice, with two filters, goes into two statements: one could not tell their rows apart. */
function rounds(requests: readonly CountRequest[]): ReadonlyMap<string, CountRequest>[] {
  const all: Map<string, CountRequest>[] = [];
  for (const request of requests) {
    const free = all.find((round) => !round.has(request.parentId));
    if (free === undefined) all.push(new Map([[request.parentId, request]]));
    else free.set(request.parentId, request);
  }
  return all;
}
