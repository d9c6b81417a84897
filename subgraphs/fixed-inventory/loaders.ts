import { groupCounts, manyByKey, oneByKey } from "../shared/inventory";
import type { SubgraphContext } from "../shared/subgraph/definition";
import { LINE_SOURCE, visibleLinesById, visibleLinesByNumber } from "./line/line.repository";
import { createSiteLineLoaders } from "./line/site-line.loaders";
import { activeServicesOfLines } from "./service/service.repository";
import { visibleSitesById, sitesById } from "./site/site.repository";
import type { SummaryLoaders } from "./summary/context";

/** Every loader that a folder of this subgraph names: born with a request and keyed by its caller. */
export type FixedLoaders = SummaryLoaders;

/** Makes the loaders of a request. */
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
