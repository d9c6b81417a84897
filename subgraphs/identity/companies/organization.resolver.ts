import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { RequiresProfile, SignedIn } from "../../shared/access/directives";
import type { CompaniesContext } from "./context";
import { HoldingType } from "./holding.type";
import { UserConnectionType } from "../people/user-connection.type";
import { usersOfOrganization } from "../people/user-list.repository";
import { UserStatusEnum } from "../people/user.type";
import type { UserStatus } from "../people/user-status";
import { OrganizationType } from "./organization.type";

/** A company with its group and its people; other folders add what is theirs. */
@Resolver(() => OrganizationType)
export class OrganizationResolver {
  /** A company, for whoever is registered with it or holds any grant in it. */
  @SignedIn()
  @Query(() => OrganizationType, {
    nullable: true,
    description: "Null when it does not exist or is out of scope, as every look-up.",
  })
  organization(@Arg("id", () => ID) id: string, @Ctx() { loaders }: CompaniesContext) {
    return loaders.organization.byId.load(id);
  }

  @RequiresProfile({ anyOf: ["HOLDING_REFERENT", "FIXED_MASTER"] })
  @FieldResolver(() => HoldingType, { nullable: true })
  holding(@Root() { holdingId }: OrganizationType, @Ctx() { loaders }: CompaniesContext) {
    return holdingId === null ? null : loaders.holding.byId.load(holdingId);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => UserConnectionType, { nullable: true })
  users(
    @Root() { id }: OrganizationType,
    @Ctx() context: CompaniesContext,
    @Arg("status", () => UserStatusEnum, { nullable: true }) status?: UserStatus | null,
    @Arg("search", () => String, { nullable: true }) search?: string | null,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    return usersOfOrganization(context, id, { status, search }, { first, after });
  }
}
