import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { SignedIn } from "../../shared/access/directives";
import { namedOrganization } from "../../shared/scope/organization";
import type { FixedContext } from "../context";
import { LineListArguments } from "../line/line-arguments.type";
import { FixedLineFilter } from "../line/line-input.types";
import { FixedLineConnectionType } from "../line/line.type";
import { linesOfSite } from "../line/lines-within";
import { OrganizationType } from "../organization/organization.type";
import { inventoryOfSite } from "../summary/site-inventory";
import { SiteInventoryType } from "../summary/site-inventory.types";
import type { Site } from "./site.repository";
import { SiteType } from "./site.type";

@Resolver(() => SiteType)
export class SiteResolver {
  /** Null when it does not exist or is out of the viewer's scope. */
  @SignedIn()
  @Query(() => SiteType, { nullable: true })
  site(@Arg("id", () => ID) id: string, @Ctx() { loaders }: FixedContext) {
    return loaders.visibleSite.load(id);
  }

  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: Site, @Ctx() { caller }: FixedContext) {
    return namedOrganization(caller, organizationId);
  }

  @FieldResolver(() => FixedLineConnectionType)
  lines(
    @Root() site: Site,
    @Args(() => LineListArguments) page: LineListArguments,
    @Ctx() context: FixedContext,
  ) {
    return linesOfSite(site, page, context);
  }

  @FieldResolver(() => SiteInventoryType)
  inventory(
    @Root() site: Site,
    @Arg("filter", () => FixedLineFilter, { nullable: true }) filter: FixedLineFilter | null | undefined,
    @Ctx() context: FixedContext,
  ) {
    return inventoryOfSite(site, filter, context);
  }
}
