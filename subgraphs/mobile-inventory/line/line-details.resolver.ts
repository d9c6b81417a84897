import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { YearMonthScalar } from "../../shared/scalars";
import { namedOrganization } from "../../shared/scope/organization";
import type { MobileContext } from "../context";
import { MobileContractType } from "../contract/contract.type";
import { CostCenterType } from "../cost-center/cost-center.type";
import { DeviceType } from "../device/device.type";
import { OrganizationType } from "../organization/organization.type";
import { SimType } from "../sim/sim.type";
import { LineOptionType, TariffPlanType } from "../tariff/tariff.types";
import { consumption } from "../usage/consumption";
import { UsageConsumptionType } from "../usage/usage.types";
import { PremiumServiceEnum } from "../vocabulary";
import type { MobileLine } from "./line.repository";
import { MobileLineType } from "./line.type";

/** What hangs from a line, each through a loader: a page of 1,000 lines asks as often as a page of one. */
@Resolver(() => MobileLineType)
export class MobileLineDetailsResolver {
  @FieldResolver(() => MobileContractType, { description: "Reachable whenever the line is." })
  contract(@Root() { contractId }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return loaders.contractOfLine.load(contractId);
  }

  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: MobileLine, @Ctx() { caller }: MobileContext) {
    return namedOrganization(caller, organizationId);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @FieldResolver(() => TariffPlanType, { nullable: true })
  tariffPlan(@Root() { tariffPlanId }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return loaders.tariffPlan.load(tariffPlanId);
  }

  @FieldResolver(() => [LineOptionType], { nullable: true })
  options(@Root() { id }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return loaders.options.load(id);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"], service: "OPTIONS" })
  @FieldResolver(() => [PremiumServiceEnum], { nullable: true })
  async premiumServiceBlacklist(@Root() { id }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return (await loaders.blockedServices.load(id)).map(({ service }) => service);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @FieldResolver(() => CostCenterType, { nullable: true })
  costCenter(@Root() { costCenterId }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return costCenterId === null ? null : loaders.costCenter.load(costCenterId);
  }

  @FieldResolver(() => SimType, { nullable: true })
  sim(@Root() { id }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return loaders.sim.load(id);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @FieldResolver(() => DeviceType, { nullable: true })
  device(@Root() { id }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return loaders.device.load(id);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER", "HOLDING_REFERENT"],
    service: "USAGE",
  })
  @FieldResolver(() => UsageConsumptionType, {
    nullable: true,
    description: "The present month unless told (R4, R14).",
  })
  async usage(
    @Root() { id }: MobileLine,
    @Arg("period", () => YearMonthScalar, { nullable: true }) period: string | null | undefined,
    @Ctx() { loaders }: MobileContext,
  ) {
    const month = period ?? loaders.presentMonth;
    return consumption(month, await loaders.usage(month).load(id));
  }
}
