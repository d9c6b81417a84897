import { Arg, Ctx, FieldResolver, Int, Resolver } from "type-graphql";
import { ViewerType } from "../people/viewer.type";
import type { CompaniesContext } from "./context";
import { OrganizationConnectionType } from "./organization-connection.type";
import { organizationList } from "./organization.repository";

/** The companies that the viewer is registered with or holds anything in. */
@Resolver(() => ViewerType)
export class ViewerOrganizationsResolver {
  @FieldResolver(() => OrganizationConnectionType)
  organizations(
    @Ctx() { caller, database }: CompaniesContext,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    const list = { name: "Viewer.organizations", holdingId: null };
    return organizationList(database.read, caller, list, { first, after });
  }
}
