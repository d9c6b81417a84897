import { Field, Int, ObjectType } from "type-graphql";
import { CoverageType } from "../../shared/graphql/coverage.type";
import { DateTimeScalar } from "../../shared/scalars";
import { MobileContractType } from "../contract/contract.type";
import { CostCenterType } from "../cost-center/cost-center.type";
import { TariffPlanType } from "../tariff/tariff.types";
import { MobileLineStatusEnum, type MobileLineStatus } from "../vocabulary";

/** The counts themselves are `summary.resolver.ts`'s, each counted only when asked for. */
@ObjectType("MobileInventorySummary", {
  simpleResolvers: true,
  description:
    "A guarded group-by counts only lines on which the viewer passes its rule, so it may add up to less than total.",
})
export class MobileInventorySummaryType {
  @Field(() => CoverageType)
  coverage!: CoverageType;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  asOf!: number;
}

@ObjectType("MobileLineStatusCount", { simpleResolvers: true })
export class MobileLineStatusCountType {
  @Field(() => MobileLineStatusEnum)
  status!: MobileLineStatus;

  @Field(() => Int)
  count!: number;
}

@ObjectType("ContractCount", { simpleResolvers: true })
export class ContractCountType {
  /** Called when the field is asked for. */
  @Field(() => MobileContractType)
  contract!: () => Promise<MobileContractType | null>;

  @Field(() => Int)
  count!: number;
}

@ObjectType("TariffPlanCount", { simpleResolvers: true })
export class TariffPlanCountType {
  /** Called when the field is asked for. */
  @Field(() => TariffPlanType, { nullable: true })
  tariffPlan!: () => Promise<TariffPlanType | null>;

  @Field(() => Int)
  count!: number;
}

@ObjectType("CostCenterCount", { simpleResolvers: true })
export class CostCenterCountType {
  /** Called when the field is asked for. */
  @Field(() => CostCenterType, { nullable: true })
  costCenter!: () => Promise<CostCenterType | null>;

  @Field(() => Int)
  count!: number;
}
