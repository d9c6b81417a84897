import { Field, Int, ObjectType } from "type-graphql";
import { BillingAccountType } from "../account/billing-account.type";
import { MobileContractType } from "../model/contract.type";
import { CoverageType } from "../../shared/graphql/coverage.type";
import { DateTimeScalar, YearMonthScalar } from "../../shared/scalars";
import { MoneyType } from "../model/money.type";

/** The sums themselves are `summary.resolver.ts`'s, each summed only when asked for. */
@ObjectType("BillingSummary", {
  simpleResolvers: true,
  description:
    "Sums of the bills that this viewer can list with the same filter; nothing is converted between currencies.",
})
export class BillingSummaryType {
  @Field(() => CoverageType)
  coverage!: CoverageType;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  asOf!: number;
}

@ObjectType("BillingPeriodSum", {
  simpleResolvers: true,
  description: "period: the month of the bill's date.",
})
export class BillingPeriodSumType {
  @Field(() => YearMonthScalar)
  period!: string;

  @Field(() => Int)
  bills!: number;

  @Field(() => [MoneyType])
  taxIncludedAmount!: MoneyType[];

  @Field(() => [MoneyType])
  remainingAmount!: MoneyType[];
}

@ObjectType("BillingContractSum", { simpleResolvers: true })
export class BillingContractSumType {
  @Field(() => MobileContractType, { nullable: true })
  contract!: MobileContractType | null;

  @Field(() => Int)
  bills!: number;

  @Field(() => [MoneyType])
  taxIncludedAmount!: MoneyType[];

  @Field(() => [MoneyType])
  remainingAmount!: MoneyType[];
}

@ObjectType("BillingAccountSum", { simpleResolvers: true })
export class BillingAccountSumType {
  /** Called when the field is asked for. */
  @Field(() => BillingAccountType, { nullable: true })
  billingAccount!: () => Promise<BillingAccountType | null>;

  @Field(() => Int)
  bills!: number;

  @Field(() => [MoneyType])
  taxIncludedAmount!: MoneyType[];

  @Field(() => [MoneyType])
  remainingAmount!: MoneyType[];
}
