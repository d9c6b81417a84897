import type { Caller } from "../../../schema/access/caller";
import { rowConnection, type ConnectionArguments, type SortOrder } from "../../shared/connection";
import { allOf, isOneOf, rowSource, rowsWhere, type Reader } from "../../shared/database";
import { visibleBillingAccounts } from "../model/scope";
import { BillingAccountEntity } from "./billing-account.entity";

/** A row of the table `billing_account`. */
export type BillingAccount = Readonly<BillingAccountEntity>;

const SOURCE = rowSource(BillingAccountEntity, "a");

const BY_CODE: SortOrder<BillingAccount> = [
  { expression: "a.code", property: "code", direction: "ASC" },
  { expression: "a.id", property: "id", direction: "ASC" },
];

/** The billing accounts of these ids, whoever asks: for the process itself, never for a person's answer. */
export async function billingAccountsById(reader: Reader, ids: readonly string[]): Promise<BillingAccount[]> {
  return await rowsWhere(reader, SOURCE, isOneOf("a.id", ids));
}

/** Those of these ids that the caller may reach. */
export async function visibleBillingAccountsById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<BillingAccount[]> {
  return await rowsWhere(reader, SOURCE, allOf([isOneOf("a.id", ids), visibleBillingAccounts(caller)]));
}

/** Those of an organization that the caller may reach, by code. */
export async function billingAccountsOfOrganization(
  reader: Reader,
  caller: Caller,
  organizationId: string,
  page: ConnectionArguments,
) {
  const within = { sql: "a.organization_id = ?", parameters: [organizationId] };
  return await rowConnection<BillingAccount, BillingAccount>({
    reader,
    source: SOURCE,
    condition: allOf([within, visibleBillingAccounts(caller)]),
    arguments: page,
    list: { name: "Organization.billingAccounts", parent: organizationId },
    order: BY_CODE,
    node: (account) => account,
  });
}
