import DataLoader from "dataloader";
import { anyOf, type Reader } from "../../shared/database";
import { groupBy } from "../../shared/inventory";
import type { SumSource } from "./sum-source";

/** Sums of the bills that share one value; amounts are micros as text. */
export interface GroupSum {
  readonly period: string;
  readonly contractId: string | null;
  readonly billingAccountId: string | null;
  readonly unit: string;
  readonly bills: number;
  readonly gross: string;
  readonly remaining: string;
  /** Of bills that are OVERDUE. */
  readonly overdue: string;
}

export interface SumRequest {
  readonly organizationId: string;
  readonly source: SumSource;
  readonly today: string;
}

/** What is grouped by, beside the currency. */
export type SumGroup = "period" | "owner";

export interface SumLoaders {
  sumsBy(group: SumGroup): DataLoader<SumRequest, readonly GroupSum[]>;
}

/** Companies of one statement: each brings its own condition with parameters of its own. */
const LARGEST_BATCH = 100;

/** Sums of several companies come in one statement, as long as they are read from the same place. */
export function createSumLoaders(reader: Reader): SumLoaders {
  const made = new Map<SumGroup, DataLoader<SumRequest, readonly GroupSum[]>>();
  return {
    sumsBy(group) {
      let loader = made.get(group);
      if (loader === undefined) made.set(group, (loader = sumLoader(reader, group)));
      return loader;
    },
  };
}

function sumLoader(reader: Reader, group: SumGroup): DataLoader<SumRequest, readonly GroupSum[]> {
  return new DataLoader(
    async (requests) => {
      const sums = new Map<SumRequest, readonly GroupSum[]>();
      for (const round of rounds(requests)) {
        const found = groupBy(
          await readSums(reader, group, [...round.values()]),
          (sum) => sum.organizationId,
        );
        for (const [organizationId, request] of round) sums.set(request, found.get(organizationId) ?? []);
      }
      return requests.map((request) => sums.get(request) ?? []);
    },
    { cache: false, maxBatchSize: LARGEST_BATCH },
  );
}

async function readSums(
  reader: Reader,
  group: SumGroup,
  requests: readonly SumRequest[],
): Promise<(GroupSum & { readonly organizationId: string })[]> {
  const [first] = requests;
  if (first === undefined) return [];
  const { from, bills, period } = first.source;
  const columns = group === "period" ? period : "b.contract_id, b.billing_account_id";
  const shown =
    group === "period"
      ? `${period} AS period, NULL AS contractId, NULL AS billingAccountId`
      : "NULL AS period, b.contract_id AS contractId, b.billing_account_id AS billingAccountId";
  const where = anyOf(requests.map(({ source }) => source.condition));
  // As text: a sum may be beyond what a number holds exactly.
  return await reader.rows(
    `SELECT b.organization_id AS organizationId, ${shown}, b.unit AS unit, SUM(${bills}) AS bills,
       CAST(SUM(b.gross) AS CHAR) AS gross, CAST(SUM(b.remaining) AS CHAR) AS remaining,
       CAST(SUM(CASE WHEN b.payment <> 'SETTLED' AND b.due_date < ? THEN b.remaining ELSE 0 END) AS CHAR) AS overdue
     FROM ${from} WHERE ${where.sql}
     GROUP BY b.organization_id, ${columns}, b.unit ORDER BY ${columns}, b.unit`,
    [first.today, ...where.parameters],
  );
}

/** A company asked about twice, with two filters, goes into two statements: one could not tell their rows apart. */
function rounds(requests: readonly SumRequest[]): ReadonlyMap<string, SumRequest>[] {
  const all: { readonly from: string; readonly companies: Map<string, SumRequest> }[] = [];
  for (const request of requests) {
    const { from } = request.source;
    const free = all.find((round) => round.from === from && !round.companies.has(request.organizationId));
    if (free === undefined) all.push({ from, companies: new Map([[request.organizationId, request]]) });
    else free.companies.set(request.organizationId, request);
  }
  return all.map(({ companies }) => companies);
}
