import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { DateScalar, dayInItaly } from "../../shared/scalars";
import { namedOrganization } from "../../shared/scope/organization";
import { BillingAccountType } from "../account/billing-account.type";
import type { BillContext } from "./context";
import { MobileContractType } from "../model/contract.type";
import { money, MoneyType } from "../model/money.type";
import { OrganizationType } from "../model/organization.type";
import { BillStateEnum, type BillState } from "../model/vocabulary";
import { stateOn } from "./bill-state";
import type { Bill } from "./bill.repository";
import { CustomerBillType, PeriodType } from "./bill.type";

@Resolver(() => CustomerBillType)
export class CustomerBillResolver {
  /** Null when it does not exist or is out of the viewer's scope. */
  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "HOLDING_REFERENT", "FIXED_STANDARD"],
    service: "INVOICES",
    of: "id",
    ofType: "CustomerBill",
  })
  @Query(() => CustomerBillType, { nullable: true })
  bill(@Arg("id", () => ID) id: string, @Ctx() { loaders }: BillContext) {
    return loaders.visibleBill.load(id);
  }

  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: Bill, @Ctx() { caller }: BillContext) {
    return namedOrganization(caller, organizationId);
  }

  /** Whoever reaches a fixed bill holds a grant on its account or over it. */
  @FieldResolver(() => BillingAccountType, { nullable: true, description: "FIXED only." })
  billingAccount(@Root() { billingAccountId }: Bill, @Ctx() { loaders }: BillContext) {
    return billingAccountId === null ? null : loaders.visibleBillingAccount.load(billingAccountId);
  }

  @FieldResolver(() => MobileContractType, { nullable: true, description: "MOBILE only." })
  contract(@Root() { contractId, organizationId }: Bill) {
    return contractId === null ? null : { id: contractId, organizationId };
  }

  @FieldResolver(() => DateScalar)
  paymentDueDate(@Root() { dueDate }: Bill): string {
    return dueDate;
  }

  @FieldResolver(() => PeriodType)
  billingPeriod(@Root() { periodFrom, periodTo }: Bill): PeriodType {
    return { from: periodFrom, to: periodTo };
  }

  @FieldResolver(() => MoneyType)
  taxExcludedAmount(@Root() { net, unit }: Bill): MoneyType {
    return money(net, unit);
  }

  @FieldResolver(() => MoneyType)
  taxAmount(@Root() { tax, unit }: Bill): MoneyType {
    return money(tax, unit);
  }

  @FieldResolver(() => MoneyType)
  taxIncludedAmount(@Root() { gross, unit }: Bill): MoneyType {
    return money(gross, unit);
  }

  @FieldResolver(() => MoneyType, { description: "Below zero where more was paid than is billed." })
  remainingAmount(@Root() { remaining, unit }: Bill): MoneyType {
    return money(remaining, unit);
  }

  @FieldResolver(() => BillStateEnum)
  state(@Root() bill: Bill, @Ctx() { caller }: BillContext): BillState {
    return stateOn(dayInItaly(caller.at), bill);
  }
}
