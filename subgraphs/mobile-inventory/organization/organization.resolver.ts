import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PageArguments } from "../../shared/inventory";
import { organizationPath } from "../../shared/scope/organization";
import type { MobileContext } from "../context";
import { contractsOfOrganization } from "../contract/contract.repository";
import { MobileContractConnectionType } from "../contract/contract.type";
import { LineListArguments } from "../line/line-arguments.type";
import { MobileLineFilter } from "../line/line-input.types";
import { MobileLineConnectionType } from "../line/line.type";
import { listLines, type LineParent } from "../line/lines-within";
import { summarize } from "../summary/summary";
import { MobileInventorySummaryType } from "../summary/summary.types";
import { OrganizationType } from "./organization.type";

interface Organization {
  readonly id: string;
}

/** R21–R24 for a company: as much of it as is the viewer's. */
@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @FieldResolver(() => MobileContractConnectionType, { nullable: true })
  mobileContracts(
    @Root() { id }: Organization,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { database, caller }: MobileContext,
  ) {
    return contractsOfOrganization(database.read, caller, id, page);
  }

  @FieldResolver(() => MobileLineConnectionType, { nullable: true })
  mobileLines(
    @Root() organization: Organization,
    @Args(() => LineListArguments) page: LineListArguments,
    @Ctx() context: MobileContext,
  ) {
    return listLines("Organization.mobileLines", parentOf(organization), page, context);
  }

  @FieldResolver(() => MobileInventorySummaryType, { nullable: true })
  mobileInventory(
    @Root() organization: Organization,
    @Arg("filter", () => MobileLineFilter, { nullable: true }) filter: MobileLineFilter | null,
    @Ctx() context: MobileContext,
  ) {
    return summarize(parentOf(organization), filter, context);
  }
}

function parentOf(organization: Organization): LineParent {
  return { path: organizationPath(organization), organizationId: organization.id };
}
