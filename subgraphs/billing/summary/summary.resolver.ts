import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { groupBy } from "../../shared/inventory";
import type { SumContext } from "./context";
import { money, MoneyType } from "../model/money.type";
import type { GroupSum } from "./sum.loaders";
import { summarize, type BillingSummary } from "./summary";
import { OrganizationType } from "../model/organization.type";
import { BillFilter } from "../bill/bill-input.types";
import {
  BillingAccountSumType,
  BillingContractSumType,
  BillingPeriodSumType,
  BillingSummaryType,
} from "./summary.types";

/** What a company is billed: as much of it as is the viewer's. */
@Resolver(() => OrganizationType)
export class OrganizationBillingResolver {
  @FieldResolver(() => BillingSummaryType, { nullable: true })
  billing(
    @Root() { id }: OrganizationType,
    @Arg("filter", () => BillFilter, { nullable: true }) filter: BillFilter | null | undefined,
    @Ctx() context: SumContext,
  ) {
    return summarize(id, filter, context);
  }
}

@Resolver(() => BillingSummaryType)
export class BillingSummaryResolver {
  @FieldResolver(() => Int)
  async bills(@Root() summary: BillingSummary): Promise<number> {
    return countOf(await summary.byPeriod());
  }

  @FieldResolver(() => [MoneyType])
  async taxIncludedAmount(@Root() summary: BillingSummary): Promise<MoneyType[]> {
    return amounts(await summary.byPeriod(), "gross");
  }

  @FieldResolver(() => [MoneyType])
  async remainingAmount(@Root() summary: BillingSummary): Promise<MoneyType[]> {
    return amounts(await summary.byPeriod(), "remaining");
  }

  @FieldResolver(() => [MoneyType], { description: "What remains of bills that are OVERDUE." })
  async overdueAmount(@Root() summary: BillingSummary): Promise<MoneyType[]> {
    return amounts(await summary.byPeriod(), "overdue");
  }

  @FieldResolver(() => [BillingPeriodSumType])
  async byPeriod(@Root() summary: BillingSummary): Promise<BillingPeriodSumType[]> {
    const periods = groupBy(await summary.byPeriod(), ({ period }) => period);
    return [...periods].map(([period, sums]) => ({ period, ...sumsOf(sums) }));
  }

  @FieldResolver(() => [BillingContractSumType])
  async byContract(@Root() summary: BillingSummary): Promise<BillingContractSumType[]> {
    const owners = groupBy(await summary.byOwner(), ({ contractId }) => contractId ?? "");
    return [...owners].flatMap(([id, sums]) => (id === "" ? [] : { contract: { id }, ...sumsOf(sums) }));
  }

  @FieldResolver(() => [BillingAccountSumType])
  async byBillingAccount(
    @Root() summary: BillingSummary,
    @Ctx() { loaders }: SumContext,
  ): Promise<BillingAccountSumType[]> {
    const owners = groupBy(await summary.byOwner(), ({ billingAccountId }) => billingAccountId ?? "");
    return [...owners].flatMap(([id, sums]) =>
      id === "" ? [] : { billingAccount: () => loaders.visibleBillingAccount.load(id), ...sumsOf(sums) },
    );
  }
}

function sumsOf(sums: readonly GroupSum[]) {
  return {
    bills: countOf(sums),
    taxIncludedAmount: amounts(sums, "gross"),
    remainingAmount: amounts(sums, "remaining"),
  };
}

function countOf(sums: readonly GroupSum[]): number {
  return sums.reduce((total, { bills }) => total + bills, 0);
}

/** One amount for each currency, added up exactly, in the order of the currencies' codes. */
function amounts(sums: readonly GroupSum[], of: "gross" | "remaining" | "overdue"): MoneyType[] {
  const totals = new Map<string, bigint>();
  for (const sum of sums) totals.set(sum.unit, (totals.get(sum.unit) ?? 0n) + BigInt(sum[of]));
  return [...totals]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([unit, total]) => money(total, unit));
}
