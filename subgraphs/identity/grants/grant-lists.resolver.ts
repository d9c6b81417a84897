import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { OrganizationType } from "../companies/organization.type";
import { signedInUser } from "../people/signed-in-user";
import { ViewerType } from "../people/viewer.type";
import type { GrantsContext } from "./context";
import { grantsOfOrganization, grantsOfUser } from "./grant.repository";
import { ProfileGrantConnectionType } from "./profile-grant-connection.type";
import { ProfileGrantType } from "./profile-grant.type";

/** The grants that the viewer holds. */
@Resolver(() => ViewerType)
export class ViewerGrantsResolver {
  @FieldResolver(() => [ProfileGrantType], { description: "In force now." })
  grants(@Ctx() { caller, database, services }: GrantsContext) {
    const userId = signedInUser(caller);
    return grantsOfUser(database.read, userId, services.secondFactorRequiredOf, caller.at);
  }
}

/** The grants that lie in a company. */
@Resolver(() => OrganizationType)
export class OrganizationGrantsResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => ProfileGrantConnectionType, { nullable: true, description: "In force now." })
  grants(
    @Root() { id }: OrganizationType,
    @Ctx() { database, caller }: GrantsContext,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    return grantsOfOrganization(database.read, id, caller.at, { first, after });
  }
}
