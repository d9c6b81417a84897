import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { RequiresProfile, SignedIn } from "../../shared/access/directives";
import type { IdentityContext } from "../context";
import { ProfileGrantConnectionType } from "../grants/profile-grant-connection.type";
import { grantsOfOrganization } from "../grants/grant.repository";
import { HoldingType } from "./holding.type";
import { UserConnectionType } from "../people/user-connection.type";
import { usersOfOrganization } from "../people/user-list.repository";
import { UserStatusEnum } from "../people/user.type";
import type { UserStatus } from "../people/user-status";
import { OrganizationType } from "./organization.type";

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  /** A company, for whoever is registered with it or holds any grant in it. */
  @SignedIn()
  @Query(() => OrganizationType, {
    nullable: true,
    description: "Null when it does not exist or is out of scope, as every look-up.",
  })
  organization(@Arg("id", () => ID) id: string, @Ctx() { loaders }: IdentityContext) {
    return loaders.organization.byId.load(id);
  }

  @RequiresProfile({ anyOf: ["HOLDING_REFERENT", "FIXED_MASTER"] })
  @FieldResolver(() => HoldingType, { nullable: true })
  holding(@Root() { holdingId }: OrganizationType, @Ctx() { loaders }: IdentityContext) {
    return holdingId === null ? null : loaders.holding.byId.load(holdingId);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => UserConnectionType, { nullable: true })
  users(
    @Root() { id }: OrganizationType,
    @Ctx() context: IdentityContext,
    @Arg("status", () => UserStatusEnum, { nullable: true }) status?: UserStatus | null,
    @Arg("search", () => String, { nullable: true }) search?: string | null,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    return usersOfOrganization(context, id, { status, search }, { first, after });
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => ProfileGrantConnectionType, { nullable: true, description: "In force now." })
  grants(
    @Root() { id }: OrganizationType,
    @Ctx() { database, caller }: IdentityContext,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    return grantsOfOrganization(database.read, id, caller.at, { first, after });
  }
}
