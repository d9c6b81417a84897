import { isOneOf, rowSource, rowsWhere, type PlainRow, type Reader } from "../../shared/database";
import { BillingAccountEntity } from "./billing-account.entity";

/** A row of the table `billing_account`. */
export type BillingAccount = PlainRow<BillingAccountEntity>;

/** The billing accounts that lines are billed to, whoever asks: for the import, which keeps them in one company. */
export async function billingAccountsById(reader: Reader, ids: readonly string[]): Promise<BillingAccount[]> {
  return await rowsWhere(reader, rowSource(BillingAccountEntity, "b"), isOneOf("b.id", ids));
}
