import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { SummaryContext } from "./context";
import { inventoryByService, type FamilyInventory } from "./by-service";
import { ServiceFamilyInventoryType } from "./by-service.types";
import type { SiteInventory } from "./site-inventory";
import { SiteInventoryType } from "./site-inventory.types";

/** Through loaders: the inventories of 1,000 sites ask as often as that of one. */
@Resolver(() => SiteInventoryType)
export class SiteInventoryResolver {
  @FieldResolver(() => Int)
  async total(@Root() { site, asked }: SiteInventory, @Ctx() { loaders }: SummaryContext): Promise<number> {
    const counts = await loaders.familyCountsOfSites(asked).load(site.id);
    return counts.reduce((total, { count }) => total + count, 0);
  }

  @FieldResolver(() => [ServiceFamilyInventoryType])
  async byService(
    @Root() { site, asked }: SiteInventory,
    @Ctx() { loaders }: SummaryContext,
  ): Promise<readonly FamilyInventory[]> {
    const counts = await loaders.familyCountsOfSites(asked).load(site.id);
    return inventoryByService(
      counts.map(({ family, count }) => [family, count]),
      () => loaders.serviceCountsOfSites(asked).load(site.id),
    );
  }
}
