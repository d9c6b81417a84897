import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { RequiresProfile, SignedIn } from "../../shared/access/directives";
import { SearchArguments } from "../../shared/inventory";
import { namedOrganization } from "../../shared/scope/organization";
import type { MobileContext } from "../context";
import { costCentersOf } from "../cost-center/cost-center.repository";
import { CostCenterConnectionType } from "../cost-center/cost-center.type";
import { LineListArguments } from "../line/line-arguments.type";
import { MobileLineFilter } from "../line/line-input.types";
import { MobileLineConnectionType } from "../line/line.type";
import { listLines, type LineParent } from "../line/lines-within";
import { OrganizationType } from "../organization/organization.type";
import { contractPath } from "../scope";
import { summarize } from "../summary/summary";
import { MobileInventorySummaryType } from "../summary/summary.types";
import type { MobileContract } from "./contract.repository";
import { LineOptionType } from "../tariff/tariff.types";
import { MobileContractType } from "./contract.type";

@Resolver(() => MobileContractType)
export class MobileContractResolver {
  /** Null when it does not exist or is out of the viewer's scope. */
  @SignedIn()
  @Query(() => MobileContractType, { nullable: true })
  mobileContract(@Arg("id", () => ID) id: string, @Ctx() { loaders }: MobileContext) {
    return loaders.visibleContract.load(id);
  }

  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: MobileContract, @Ctx() { caller }: MobileContext) {
    return namedOrganization(caller, organizationId);
  }

  @FieldResolver(() => MobileLineConnectionType)
  lines(
    @Root() contract: MobileContract,
    @Args(() => LineListArguments) page: LineListArguments,
    @Ctx() context: MobileContext,
  ) {
    return listLines("MobileContract.lines", parentOf(contract), page, context);
  }

  @FieldResolver(() => MobileInventorySummaryType)
  inventory(
    @Root() contract: MobileContract,
    @Arg("filter", () => MobileLineFilter, { nullable: true }) filter: MobileLineFilter | null,
    @Ctx() context: MobileContext,
  ) {
    return summarize(parentOf(contract), filter, context);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @FieldResolver(() => CostCenterConnectionType, {
    nullable: true,
    description: "Of the company, to choose from.",
  })
  costCenters(
    @Root() { organizationId }: MobileContract,
    @Args(() => SearchArguments) { search, ...page }: SearchArguments,
    @Ctx() { database }: MobileContext,
  ) {
    return costCentersOf(database.read, organizationId, search, page);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "OPTIONS" })
  @FieldResolver(() => [LineOptionType], {
    nullable: true,
    description: "What setLineOptions can add to a line, by name.",
  })
  availableOptions(@Ctx() { loaders }: MobileContext) {
    return loaders.availableOptions();
  }
}

function parentOf(contract: MobileContract): LineParent {
  return { path: contractPath(contract), organizationId: contract.organizationId };
}
