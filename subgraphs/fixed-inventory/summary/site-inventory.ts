import { toCoverage, type CoverageType } from "../../shared/graphql/coverage.type";
import { organizationPath } from "../../shared/scope/organization";
import { coverageWithin } from "../../shared/scope/row-rule";
import type { SummaryContext } from "./context";
import type { FixedLineFilter } from "../line/line-input.types";
import type { LinesAsked } from "../line/site-line.loaders";
import { LINE_ROWS } from "../model/scope";
import type { Site } from "../site/site.repository";

/** What is counted: the very lines that `linesOfSite` lists for the same viewer and filter. */
export interface SiteInventory {
  readonly site: Site;
  readonly asked: LinesAsked;
  readonly coverage: CoverageType;
  readonly asOf: number;
}

/** What a site's inventory is counted from; nothing is counted until a field asks. */
export function inventoryOfSite(
  site: Site,
  filter: FixedLineFilter | null | undefined,
  { caller }: SummaryContext,
): SiteInventory {
  const { organizationId } = site;
  const coverage = coverageWithin(caller, LINE_ROWS, organizationPath({ id: organizationId }));
  return {
    site,
    asked: { organizationId, filter },
    coverage: toCoverage(coverage, caller.at),
    asOf: caller.at,
  };
}
