import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { SignedIn } from "../../shared/access/directives";
import type { CompaniesContext } from "./context";
import { OrganizationConnectionType } from "./organization-connection.type";
import { organizationList } from "./organization.repository";
import { HoldingType } from "./holding.type";

/** A group of companies and its members (R15). */
@Resolver(() => HoldingType)
export class HoldingResolver {
  /** R15: a group of companies. Null when it does not exist or is out of the viewer's scope. */
  @SignedIn()
  @Query(() => HoldingType, { nullable: true })
  holding(@Arg("id", () => ID) id: string, @Ctx() { loaders }: CompaniesContext) {
    return loaders.holding.byId.load(id);
  }

  @FieldResolver(() => OrganizationConnectionType, { description: "Those within the viewer's scope." })
  organizations(
    @Root() { id }: HoldingType,
    @Ctx() { database, caller }: CompaniesContext,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    const list = { name: "Holding.organizations", holdingId: id };
    return organizationList(database.read, caller, list, { first, after });
  }
}
