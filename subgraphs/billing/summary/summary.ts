import { toCoverage, type CoverageType } from "../../shared/graphql/coverage.type";
import { dayInItaly } from "../../shared/scalars";
import { kindsAsked } from "../bill/bill-filter";
import type { BillFilter } from "../bill/bill-input.types";
import type { SumContext } from "./context";
import { billsWithin } from "../model/scope";
import { sumSource } from "./sum-source";
import type { GroupSum } from "./sum.loaders";

/** What is summed: the very bills that the viewer lists with the same filter. */
export interface BillingSummary {
  readonly coverage: CoverageType;
  readonly asOf: number;
  /** Summed once, for the totals and `byPeriod` alike. */
  readonly byPeriod: () => Promise<readonly GroupSum[]>;
  /** Summed once, for `byContract` and `byBillingAccount` alike. */
  readonly byOwner: () => Promise<readonly GroupSum[]>;
}

export function summarize(
  organizationId: string,
  filter: BillFilter | null | undefined,
  { caller, loaders }: SumContext,
): BillingSummary {
  const today = dayInItaly(caller.at);
  const scope = billsWithin(caller, organizationId, kindsAsked(filter));
  // Made even where nothing is summed: a wrong filter is refused all the same.
  const sources = {
    period: sumSource(scope, filter, today, false),
    owner: sumSource(scope, filter, today, true),
  };
  const sums = new Map<keyof typeof sources, Promise<readonly GroupSum[]>>();
  const sumsBy = (group: keyof typeof sources): Promise<readonly GroupSum[]> => {
    let found = sums.get(group);
    if (found === undefined) {
      const request = { organizationId, source: sources[group], today };
      found = scope.coverage.kind === "NONE" ? Promise.resolve([]) : loaders.sumsBy(group).load(request);
      sums.set(group, found);
    }
    return found;
  };
  return {
    coverage: toCoverage(scope.coverage, caller.at),
    asOf: caller.at,
    byPeriod: () => sumsBy("period"),
    byOwner: () => sumsBy("owner"),
  };
}
