import { grantPreviewById, grantPreviewPath } from "../shared/access/grant-preview";
import { namedOrganization, organizationPath } from "../shared/scope/organization";
import type { SubgraphDefinition } from "../shared/subgraph/definition";
import type { BillingAccount } from "./account/billing-account.repository";
import { BillingAccountResolver, OrganizationAccountsResolver } from "./account/billing-account.resolver";
import { visibleBillsById } from "./bill/bill.repository";
import {
  AccountBillsResolver,
  ContractBillsResolver,
  OrganizationBillsResolver,
} from "./bill/bill-lists.resolver";
import { CustomerBillResolver } from "./bill/bill.resolver";
import type { BilledContract } from "./model/contract.type";
import { representedContract } from "./bill/represented-contract";
import { entities } from "./entities";
import { GrantPreviewResolver } from "./grant-preview/grant-preview.resolver";
import { GrantPreviewType } from "./grant-preview/grant-preview.type";
import { billingImports } from "./import";
import { BillLineResolver, BillLinesResolver } from "./line/bill-line.resolver";
import { createLoaders, type BillingLoaders } from "./loaders";
import { CreateBilling1796400000000 } from "./migrations/create-billing";
import { billingAccountPath, billPath, contractPath } from "./model/scope";
import { scopePath } from "./scope-path";
import { BillingSummaryResolver, OrganizationBillingResolver } from "./summary/summary.resolver";

/** What companies are billed, mobile and fixed (R6): billing accounts, bills, their sums. */
export const billing: SubgraphDefinition<BillingLoaders, undefined> = {
  name: "billing",
  federationImports: ["@key", "@shareable", "@external", "@requires"],
  resolvers: [
    BillingAccountResolver,
    OrganizationAccountsResolver,
    CustomerBillResolver,
    OrganizationBillsResolver,
    ContractBillsResolver,
    AccountBillsResolver,
    BillLinesResolver,
    BillLineResolver,
    OrganizationBillingResolver,
    BillingSummaryResolver,
    GrantPreviewResolver,
  ],
  orphanedTypes: [GrantPreviewType],
  entities,
  migrations: [CreateBilling1796400000000],
  imports: billingImports,
  loaders: createLoaders,
  references: {
    Organization: ({ id }, { caller }) => namedOrganization(caller, id),
    MobileContract: (reference, { caller }) => representedContract(reference, caller),
    BillingAccount: ({ id }, { loaders }) => loaders.visibleBillingAccount.load(id),
    CustomerBill: ({ id }, { loaders }) => loaders.visibleBill.load(id),
    GrantPreview: ({ id }, context) => grantPreviewById(id, context),
  },
  scopePaths: {
    Organization: organizationPath,
    MobileContract: (contract: BilledContract) => contractPath(contract),
    BillingAccount: (account: BillingAccount) => billingAccountPath(account),
    GrantPreview: grantPreviewPath,
  },
  lookups: {
    CustomerBill: async (ids, { database, caller }) => {
      const bills = await visibleBillsById(database.read, caller, ids);
      const paths = new Map(bills.map((bill) => [bill.id, { ...billPath(bill), label: bill.billNo }]));
      return ids.map((id) => paths.get(id) ?? null);
    },
  },
  internal: [scopePath],
};
