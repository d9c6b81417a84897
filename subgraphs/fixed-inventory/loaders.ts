import type DataLoader from "dataloader";
import { groupCounts, manyByKey, oneByKey, type CountRequest, type GroupCount } from "../shared/inventory";
import type { SubgraphContext } from "../shared/subgraph/definition";
import { LINE_SOURCE, visibleLinesById, visibleLinesByNumber, type FixedLine } from "./line/line.repository";
import { createSiteLineLoaders, type SiteLineLoaders } from "./line/site-line.loaders";
import { activeServicesOfLines, type ActiveService } from "./service/service.repository";
import { visibleSitesById, sitesById, type Site } from "./site/site.repository";

type One<Value> = DataLoader<string, Value | null>;
type Many<Value> = DataLoader<string, readonly Value[]>;

/** Born with a request and keyed by its caller: `reachable…` answer null beyond the caller's scope. */
export interface FixedLoaders extends SiteLineLoaders {
  readonly visibleLine: One<FixedLine>;
  /** By the number that a line has now. */
  readonly visibleLineByNumber: One<FixedLine>;
  readonly visibleSite: One<Site>;
  /** Of lines that were reached: a line's site is reachable whenever the line is. */
  readonly siteOfLine: One<Site>;
  /** The active ones of each line (R27). */
  readonly services: Many<ActiveService>;
  /** Of an organization's lines that meet a condition. */
  readonly familyCounts: DataLoader<CountRequest, readonly GroupCount[]>;
}

export function createLoaders(context: SubgraphContext<FixedLoaders, undefined>): FixedLoaders {
  const { caller } = context;
  const reader = context.database.read;
  const id = (value: { readonly id: string }) => value.id;
  return {
    visibleLine: oneByKey((ids) => visibleLinesById(reader, caller, ids), id),
    visibleLineByNumber: oneByKey(
      (numbers) => visibleLinesByNumber(reader, caller, numbers),
      ({ number }) => number,
    ),
    visibleSite: oneByKey((ids) => visibleSitesById(reader, caller, ids), id),
    siteOfLine: oneByKey((ids) => sitesById(reader, ids), id),
    services: manyByKey(
      (ids) => activeServicesOfLines(reader, ids),
      ({ lineId }) => lineId,
    ),
    familyCounts: groupCounts(reader, {
      from: LINE_SOURCE.from,
      parentColumn: "l.organization_id",
      column: "l.family",
    }),
    ...createSiteLineLoaders(reader, caller),
  };
}
