import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { FixedLineFilter } from "../line/line-input.types";
import { OrganizationType } from "../model/organization.type";
import type { Site } from "../site/site.repository";
import { SiteType } from "../site/site.type";
import type { SummaryContext } from "./context";
import { inventoryOfSite } from "./site-inventory";
import { SiteInventoryType } from "./site-inventory.types";
import { summarize } from "./summary";
import { FixedInventorySummaryType } from "./summary.types";

/** R25, R26: a company's fixed lines by numbers, as many as are the viewer's. */
@Resolver(() => OrganizationType)
export class OrganizationSummaryResolver {
  @FieldResolver(() => FixedInventorySummaryType, { nullable: true })
  fixedInventory(
    @Root() { id }: OrganizationType,
    @Arg("filter", () => FixedLineFilter, { nullable: true }) filter: FixedLineFilter | null | undefined,
    @Ctx() context: SummaryContext,
  ) {
    return summarize(id, filter, context);
  }
}

/** The same of a site. */
@Resolver(() => SiteType)
export class SiteSummaryResolver {
  @FieldResolver(() => SiteInventoryType)
  inventory(
    @Root() site: Site,
    @Arg("filter", () => FixedLineFilter, { nullable: true }) filter: FixedLineFilter | null | undefined,
    @Ctx() context: SummaryContext,
  ) {
    return inventoryOfSite(site, filter, context);
  }
}
