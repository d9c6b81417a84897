import { toCoverage, type CoverageType } from "../../shared/graphql/coverage.type";
import { allOf } from "../../shared/database";
import { scopedRows, type GroupCount } from "../../shared/inventory";
import { organizationPath } from "../../shared/scope/organization";
import type { SummaryContext } from "./context";
import { lineNarrowings } from "../line/line-filter";
import type { FixedLineFilter } from "../line/line-input.types";
import { LINE_COLUMNS, LINE_ROWS } from "../model/scope";
import { serviceCounts, type ServiceCount } from "../service/service.repository";

/** What is counted: the very lines that `linesOfOrganization` lists for the same viewer and filter. */
export interface FixedInventorySummary {
  readonly organizationId: string;
  readonly filter: FixedLineFilter | null | undefined;
  readonly coverage: CoverageType;
  readonly asOf: number;
  /** Counted once, for `total` and `byService` alike. */
  readonly familyCounts: () => Promise<readonly GroupCount[]>;
  /** Counted once, for all three families. */
  readonly serviceCounts: () => Promise<readonly ServiceCount[]>;
}

/** What a company's summary is counted from; nothing is counted until a field asks. */
export function summarize(
  organizationId: string,
  filter: FixedLineFilter | null | undefined,
  { caller, database, loaders }: SummaryContext,
): FixedInventorySummary {
  const path = organizationPath({ id: organizationId });
  const scope = scopedRows(caller, LINE_ROWS, path, LINE_COLUMNS);
  const condition = allOf([scope.condition, ...lineNarrowings(filter, organizationId)]);
  const nothing = scope.coverage.kind === "NONE";
  let families: Promise<readonly GroupCount[]> | undefined;
  let services: Promise<readonly ServiceCount[]> | undefined;
  return {
    organizationId,
    filter,
    coverage: toCoverage(scope.coverage, caller.at),
    asOf: caller.at,
    familyCounts: () =>
      (families ??= nothing
        ? Promise.resolve([])
        : loaders.familyCounts.load({ parentId: organizationId, condition })),
    serviceCounts: () =>
      (services ??= nothing ? Promise.resolve([]) : serviceCounts(database.read, condition)),
  };
}
