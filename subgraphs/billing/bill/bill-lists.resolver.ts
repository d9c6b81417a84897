import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { RequiresProfile, Requires } from "../../shared/access/directives";
import type { BillingAccount } from "../account/billing-account.repository";
import { BillingAccountType } from "../account/billing-account.type";
import { MobileContractType, type BilledContract } from "../model/contract.type";
import { OrganizationType } from "../model/organization.type";
import { BillListArguments } from "./bill-arguments.type";
import { CustomerBillConnectionType } from "./bill.type";
import { billsOfAccount, billsOfContract, billsOfOrganization } from "./bills-within";
import type { BillContext } from "./context";

/** R6: the bills of a company, to whoever a grant puts over all of it. */
@Resolver(() => OrganizationType)
export class OrganizationBillsResolver {
  @RequiresProfile({ anyOf: ["HOLDING_REFERENT", "FIXED_MASTER"] })
  @FieldResolver(() => CustomerBillConnectionType, {
    nullable: true,
    description:
      "Whoever holds no profile on the whole organization asks MobileContract.bills or BillingAccount.bills.",
  })
  bills(
    @Root() { id }: OrganizationType,
    @Args(() => BillListArguments) page: BillListArguments,
    @Ctx() context: BillContext,
  ) {
    return billsOfOrganization(id, page, context);
  }
}

/** The mobile bills of a contract. */
@Resolver(() => MobileContractType)
export class ContractBillsResolver {
  @Requires("organization { id }")
  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "HOLDING_REFERENT"],
    service: "INVOICES",
  })
  @FieldResolver(() => CustomerBillConnectionType, { nullable: true })
  bills(
    @Root() contract: BilledContract,
    @Args(() => BillListArguments) page: BillListArguments,
    @Ctx() context: BillContext,
  ) {
    return billsOfContract(contract, page, context);
  }
}

/** The fixed bills of a billing account. */
@Resolver(() => BillingAccountType)
export class AccountBillsResolver {
  @RequiresProfile({ anyOf: ["HOLDING_REFERENT", "FIXED_STANDARD"] })
  @FieldResolver(() => CustomerBillConnectionType, { nullable: true })
  bills(
    @Root() account: BillingAccount,
    @Args(() => BillListArguments) page: BillListArguments,
    @Ctx() context: BillContext,
  ) {
    return billsOfAccount(account, page, context);
  }
}
