import type { Caller } from "../../../schema/access/caller";
import {
  allOf,
  isOneOf,
  rowSource,
  rowsWhere,
  type PlainRow,
  type Reader,
  type SqlFragment,
} from "../../shared/database";
import { reachableBillingAccounts } from "../model/scope";
import { BillingAccountEntity } from "./billing-account.entity";

export type BillingAccount = PlainRow<BillingAccountEntity>;

/** The billing accounts of these ids, whoever asks: for the process itself, never for a person's answer. */
export async function billingAccountsById(reader: Reader, ids: readonly string[]): Promise<BillingAccount[]> {
  return await billingAccountsWhere(reader, isOneOf("b.id", ids));
}

/** Those of these ids that the caller may reach. */
export async function reachableBillingAccountsById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<BillingAccount[]> {
  return await billingAccountsWhere(reader, allOf([isOneOf("b.id", ids), reachableBillingAccounts(caller)]));
}

async function billingAccountsWhere(reader: Reader, where: SqlFragment): Promise<BillingAccount[]> {
  return await rowsWhere(reader, rowSource(BillingAccountEntity, "b"), where);
}
