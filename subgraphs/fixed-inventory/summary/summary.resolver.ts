import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { allOf } from "../../shared/database";
import { oneOf, PageArguments } from "../../shared/inventory";
import type { SummaryContext } from "./context";
import { visibleSitesOf } from "../model/scope";
import { siteConnection } from "../site/site.repository";
import { inventoryByService, type FamilyInventory } from "./by-service";
import { ServiceFamilyInventoryType } from "./by-service.types";
import { inventoryOfSite } from "./site-inventory";
import { SiteInventoryConnectionType } from "./site-inventory.types";
import type { FixedInventorySummary } from "./summary";
import { FixedInventorySummaryType } from "./summary.types";

/** The counts of a company's fixed lines, each counted when its field is asked for. */
@Resolver(() => FixedInventorySummaryType)
export class FixedInventorySummaryResolver {
  @FieldResolver(() => Int)
  async total(@Root() summary: FixedInventorySummary): Promise<number> {
    return (await summary.familyCounts()).reduce((total, { count }) => total + count, 0);
  }

  /**
   * R25: the viewer's sites by code, also those of whose lines the filter leaves none: a site is no less a site for it.
   * Only `siteIds` leaves sites out.
   */
  @FieldResolver(() => SiteInventoryConnectionType)
  bySite(
    @Root() { organizationId, filter }: FixedInventorySummary,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: SummaryContext,
  ) {
    const { database, caller } = context;
    const condition = allOf([
      visibleSitesOf(caller, organizationId),
      ...oneOf(["filter", "siteIds"], "s.id", filter?.siteIds),
    ]);
    const list = { name: "FixedInventorySummary.bySite", parent: organizationId, filter };
    return siteConnection(database.read, list, condition, page, (site) =>
      inventoryOfSite(site, filter, context),
    );
  }

  @FieldResolver(() => [ServiceFamilyInventoryType], { description: "All three families, zero included." })
  async byService(@Root() summary: FixedInventorySummary): Promise<readonly FamilyInventory[]> {
    const counts = await summary.familyCounts();
    return inventoryByService(
      counts.map(({ value, count }) => [value, count]),
      summary.serviceCounts,
    );
  }
}
