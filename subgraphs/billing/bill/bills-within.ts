import type { ScopePath } from "../../../schema/access/decide";
import { keysetConnection } from "../../shared/connection";
import { toCoverage } from "../../shared/graphql/coverage.type";
import { scopedList } from "../../shared/inventory";
import { dayInItaly } from "../../shared/scalars";
import type { BillingAccount } from "../account/billing-account.repository";
import type { BillContext } from "./context";
import type { BilledContract } from "../model/contract.type";
import { billingAccountPath, billsWithin, contractPath, coverageOfKind } from "../model/scope";
import type { BillKind } from "../model/vocabulary";
import type { BillListArguments } from "./bill-arguments.type";
import { billNarrowings, kindsAsked } from "./bill-filter";
import { BILL_SOURCE, NEWEST_FIRST, type Bill } from "./bill.repository";

/** A page of the bills of a company that the viewer may see. */
export async function billsOfOrganization(
  organizationId: string,
  { filter, ...page }: BillListArguments,
  { caller, database }: BillContext,
) {
  return await scopedList<Bill, Bill>({
    reader: database.read,
    source: BILL_SOURCE,
    scope: billsWithin(caller, organizationId, kindsAsked(filter)),
    narrowings: billNarrowings(filter, dayInItaly(caller.at)),
    list: { name: "Organization.bills", parent: organizationId, filter },
    arguments: page,
    order: NEWEST_FIRST,
    asOf: caller.at,
    node: (bill) => bill,
  });
}

/** A page of the bills of a mobile contract that the viewer may see. */
export function billsOfContract(contract: BilledContract, page: BillListArguments, context: BillContext) {
  const parent = { kind: "MOBILE" as const, id: contract.id, path: contractPath(contract) };
  return billsOfParent("MobileContract.bills", parent, page, context);
}

/** A page of the bills of a billing account that the viewer may see. */
export function billsOfAccount(account: BillingAccount, page: BillListArguments, context: BillContext) {
  const parent = { kind: "FIXED" as const, id: account.id, path: billingAccountPath(account) };
  return billsOfParent("BillingAccount.bills", parent, page, context);
}

interface Parent {
  readonly kind: BillKind;
  readonly id: string;
  readonly path: ScopePath;
}

/** Pages and counts of several parents of one operation come in one statement, as long as they ask alike. */
async function billsOfParent(
  name: string,
  { kind, id, path }: Parent,
  { filter, ...page }: BillListArguments,
  { caller, loaders }: BillContext,
) {
  const connection = await keysetConnection<Bill, Bill>({
    arguments: page,
    list: { name, parent: id, filter },
    order: NEWEST_FIRST,
    node: (bill) => bill,
    fetch: async (request) => await loaders.billsOf(kind, filter, request).load(id),
    totalCount: async () => (await loaders.billCountOf(kind, filter).load(id))?.count ?? 0,
  });
  return { ...connection, coverage: toCoverage(coverageOfKind(caller, kind, path), caller.at) };
}
