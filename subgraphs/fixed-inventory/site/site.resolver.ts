import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { SignedIn } from "../../shared/access/directives";
import { namedOrganization } from "../../shared/scope/organization";
import { OrganizationType } from "../model/organization.type";
import type { SiteContext } from "./context";
import type { Site } from "./site.repository";
import { SiteType } from "./site.type";

/** A site and its company; its lines and counts are resolved in their own folders. */
@Resolver(() => SiteType)
export class SiteResolver {
  /** Null when it does not exist or is out of the viewer's scope. */
  @SignedIn()
  @Query(() => SiteType, { nullable: true })
  site(@Arg("id", () => ID) id: string, @Ctx() { loaders }: SiteContext) {
    return loaders.visibleSite.load(id);
  }

  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: Site, @Ctx() { caller }: SiteContext) {
    return namedOrganization(caller, organizationId);
  }
}
