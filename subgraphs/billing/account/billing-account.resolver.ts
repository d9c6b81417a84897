import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { SignedIn } from "../../shared/access/directives";
import { PageArguments } from "../../shared/inventory";
import { namedOrganization } from "../../shared/scope/organization";
import { OrganizationType } from "../model/organization.type";
import { billingAccountsOfOrganization, type BillingAccount } from "./billing-account.repository";
import { BillingAccountConnectionType, BillingAccountType } from "./billing-account.type";
import type { AccountContext } from "./context";

@Resolver(() => BillingAccountType)
export class BillingAccountResolver {
  /** Null when it does not exist or is out of the viewer's scope. */
  @SignedIn()
  @Query(() => BillingAccountType, { nullable: true })
  billingAccount(@Arg("id", () => ID) id: string, @Ctx() { loaders }: AccountContext) {
    return loaders.visibleBillingAccount.load(id);
  }

  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: BillingAccount, @Ctx() { caller }: AccountContext) {
    return namedOrganization(caller, organizationId);
  }
}

/** The accounts of a company that are the viewer's. */
@Resolver(() => OrganizationType)
export class OrganizationAccountsResolver {
  @FieldResolver(() => BillingAccountConnectionType, {
    nullable: true,
    description: "Those within the viewer's scope.",
  })
  billingAccounts(
    @Root() { id }: OrganizationType,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { database, caller }: AccountContext,
  ) {
    return billingAccountsOfOrganization(database.read, caller, id, page);
  }
}
