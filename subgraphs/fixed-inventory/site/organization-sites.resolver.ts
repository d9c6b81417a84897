import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { SearchArguments } from "../../shared/inventory";
import { OrganizationType } from "../model/organization.type";
import type { SiteContext } from "./context";
import { sitesOfOrganization } from "./site.repository";
import { SiteConnectionType } from "./site.type";

/** R25: the sites of a company that the viewer reaches. */
@Resolver(() => OrganizationType)
export class OrganizationSitesResolver {
  @FieldResolver(() => SiteConnectionType, { nullable: true })
  sites(
    @Root() { id }: OrganizationType,
    @Args(() => SearchArguments) page: SearchArguments,
    @Ctx() { database, caller }: SiteContext,
  ) {
    return sitesOfOrganization(database.read, caller, id, page);
  }
}
