import { Args, Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { PageArguments } from "../../shared/inventory";
import type { Bill } from "../bill/bill.repository";
import { CustomerBillType, PeriodType } from "../bill/bill.type";
import type { BillLineContext } from "./context";
import { money, MoneyType } from "../model/money.type";
import { reachesMobileLine } from "../model/scope";
import { BillLineConnectionType, BillLineType, FixedLineType, MobileLineType } from "./bill-line.type";
import { linesOfBill, type BillLine } from "./lines-of-bill";

/** The charges of a bill that was reached. */
@Resolver(() => CustomerBillType)
export class BillLinesResolver {
  @FieldResolver(() => BillLineConnectionType, { nullable: true })
  lines(
    @Root() bill: Bill,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: BillLineContext,
  ) {
    return linesOfBill(bill, page, loaders);
  }
}

@Resolver(() => BillLineType)
export class BillLineResolver {
  @FieldResolver(() => ID)
  id(@Root() { billId, position }: BillLine): string {
    return `${billId}:${position}`;
  }

  @FieldResolver(() => PeriodType, { nullable: true })
  period(@Root() { periodFrom, periodTo }: BillLine): PeriodType | null {
    return periodFrom === null || periodTo === null ? null : { from: periodFrom, to: periodTo };
  }

  @FieldResolver(() => MoneyType)
  amount(@Root() { amount, bill }: BillLine): MoneyType {
    return money(amount, bill.unit);
  }

  @FieldResolver(() => MobileLineType, {
    nullable: true,
    description: "Where the viewer may reach the line: INVOICES alone gives none.",
  })
  mobileLine(@Root() { mobileLineId, bill }: BillLine, @Ctx() { caller }: BillLineContext) {
    return mobileLineId !== null && reachesMobileLine(caller, mobileLineId, bill)
      ? { id: mobileLineId }
      : null;
  }

  /** Whoever reaches a fixed bill reaches the lines of its account. */
  @FieldResolver(() => FixedLineType, { nullable: true })
  fixedLine(@Root() { fixedLineId }: BillLine): FixedLineType | null {
    return fixedLineId === null ? null : { id: fixedLineId };
  }
}
