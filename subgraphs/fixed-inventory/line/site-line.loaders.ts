import type DataLoader from "dataloader";
import type { Caller } from "../../../schema/access/caller";
import type { PageRequest } from "../../shared/connection";
import { allOf, isOneOf, type Reader } from "../../shared/database";
import { firstRowsByParent, manyByKey, remembered } from "../../shared/inventory";
import { visibleLines } from "../model/scope";
import { serviceCountsBySite, type ServiceCountOfSite } from "../service/service.repository";
import { familyCountsBySite, type FamilyCountOfSite } from "./family-counts";
import { lineNarrowings } from "./line-filter";
import type { FixedLineFilter } from "./line-input.types";
import { LINE_SOURCE, type FixedLine } from "./line.repository";

type Many<Value> = DataLoader<string, readonly Value[]>;

/** Which lines of a site are asked about; sites of one company that ask alike are answered together. */
export interface LinesAsked {
  readonly organizationId: string;
  readonly filter: FixedLineFilter | null | undefined;
}

/** By site, within the caller's scope. */
export interface SiteLineLoaders {
  linesOfSites(asked: LinesAsked, page: PageRequest): Many<FixedLine>;
  familyCountsOfSites(asked: LinesAsked): Many<FamilyCountOfSite>;
  serviceCountsOfSites(asked: LinesAsked): Many<ServiceCountOfSite>;
}

const siteOf = ({ siteId }: { readonly siteId: string }) => siteId;

/** Makes the loaders of the lines and counts of sites, within the caller's rows. */
export function createSiteLineLoaders(reader: Reader, caller: Caller): SiteLineLoaders {
  const conditionOf = ({ organizationId, filter }: LinesAsked) =>
    allOf([visibleLines(caller), ...lineNarrowings(filter, organizationId)]);
  const ofSites = (asked: LinesAsked, siteIds: readonly string[]) =>
    allOf([isOneOf("l.site_id", siteIds), conditionOf(asked)]);
  return {
    linesOfSites: remembered((asked: LinesAsked, { after, orderBy, limit }: PageRequest) =>
      manyByKey(
        (siteIds) =>
          firstRowsByParent<FixedLine>(reader, LINE_SOURCE, {
            parent: { column: "l.site_id", ids: siteIds },
            condition: allOf([conditionOf(asked), after]),
            orderBy,
            limit,
          }),
        siteOf,
      ),
    ),
    familyCountsOfSites: remembered((asked: LinesAsked) =>
      manyByKey((siteIds) => familyCountsBySite(reader, ofSites(asked, siteIds)), siteOf),
    ),
    serviceCountsOfSites: remembered((asked: LinesAsked) =>
      manyByKey((siteIds) => serviceCountsBySite(reader, ofSites(asked, siteIds)), siteOf),
    ),
  };
}
