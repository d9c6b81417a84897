import type DataLoader from "dataloader";
import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { MobileContext } from "../context";
import { MOBILE_LINE_STATUSES } from "../vocabulary";
import { countBy, type MobileInventorySummary } from "./summary";
import {
  ContractCountType,
  CostCenterCountType,
  MobileInventorySummaryType,
  MobileLineStatusCountType,
  TariffPlanCountType,
} from "./summary.types";

@Resolver(() => MobileInventorySummaryType)
export class MobileInventorySummaryResolver {
  @FieldResolver(() => Int)
  async total(@Root() summary: MobileInventorySummary): Promise<number> {
    return (await summary.statusCounts()).reduce((total, { count }) => total + count, 0);
  }

  @FieldResolver(() => [MobileLineStatusCountType], { description: "All three, zero included." })
  async byStatus(@Root() summary: MobileInventorySummary): Promise<MobileLineStatusCountType[]> {
    const counts = new Map((await summary.statusCounts()).map(({ value, count }) => [value, count]));
    return MOBILE_LINE_STATUSES.map((status) => ({ status, count: counts.get(status) ?? 0 }));
  }

  @FieldResolver(() => [ContractCountType])
  async byContract(
    @Root() summary: MobileInventorySummary,
    @Ctx() context: MobileContext,
  ): Promise<ContractCountType[]> {
    const counts = await countBy("l.contract_id", summary, context);
    return counts.map(({ value, count }) => ({
      contract: named(context.loaders.contractOfLine, value),
      count,
    }));
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @FieldResolver(() => [TariffPlanCountType], { nullable: true })
  async byTariffPlan(
    @Root() summary: MobileInventorySummary,
    @Ctx() context: MobileContext,
  ): Promise<TariffPlanCountType[]> {
    const field = "MobileInventorySummary.byTariffPlan";
    const counts = await countBy("l.tariff_plan_id", summary, context, field);
    return counts.map(({ value, count }) => ({
      tariffPlan: named(context.loaders.tariffPlan, value),
      count,
    }));
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @FieldResolver(() => [CostCenterCountType], {
    nullable: true,
    description: "Lines without one are counted under null.",
  })
  async byCostCenter(
    @Root() summary: MobileInventorySummary,
    @Ctx() context: MobileContext,
  ): Promise<CostCenterCountType[]> {
    const field = "MobileInventorySummary.byCostCenter";
    const counts = await countBy("l.cost_center_id", summary, context, field);
    return counts.map(({ value, count }) => ({
      costCenter: named(context.loaders.costCenter, value),
      count,
    }));
  }
}

/** What a group is named after, loaded only when asked for: a count alone needs no statement more. */
function named<Value>(loader: DataLoader<string, Value | null>, key: string | null) {
  return async (): Promise<Value | null> => (key === null ? null : await loader.load(key));
}
