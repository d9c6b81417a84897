import type { Writer } from "../../shared/database";
import type { Reject } from "../../shared/import";
import { rejectedClaims } from "../../shared/import/unique-claims";
import { BillingAccountEntity } from "../billing-account/billing-account.entity";
import { billingAccountsById, type BillingAccount } from "../billing-account/billing-account.repository";
import { codeClaim } from "./codes";
import type { LineRow } from "./line-columns";
import { BILLING_ACCOUNT_CODE_TAKEN } from "./refusal";

/** A row with the company that its site belongs to. */
export interface OwnedRow {
  readonly row: LineRow;
  readonly organizationId: string;
}

const CODE = codeClaim<BillingAccount>(BillingAccountEntity, BILLING_ACCOUNT_CODE_TAKEN);

const FOREIGN: Reject = {
  column: "billing_account_id",
  reason: "is a billing account of another organization than the site's",
};

/** The rows whose billing account cannot be what they say, by line id. Of two codes for one account the later counts. */
export async function rejectedBilling(
  transaction: Writer,
  rows: readonly OwnedRow[],
): Promise<ReadonlyMap<string, Reject>> {
  const { stored, wanted } = await accountsOf(transaction, rows);
  const taken = await rejectedClaims(transaction, [CODE], [...wanted.values()], stored);
  const rejects = new Map<string, Reject>();
  for (const { row, organizationId } of rows) {
    const account = row.billingAccountId;
    const reject = wanted.get(account)?.organizationId === organizationId ? taken.get(account) : FOREIGN;
    if (reject !== undefined) rejects.set(row.id, reject);
  }
  return rejects;
}

/** Takes over the billing accounts of rows that were not rejected. */
export async function takeOverBillingAccounts(transaction: Writer, rows: readonly OwnedRow[]): Promise<void> {
  const { stored, wanted } = await accountsOf(transaction, rows);
  const accounts = [...wanted.values()];
  // Not an upsert: on MySQL that would also hit the account that has the code.
  for (const { id, code } of accounts) {
    const before = stored.get(id);
    if (before !== undefined && before.code !== code)
      await transaction.update(BillingAccountEntity, { id }, { code });
  }
  await transaction.insert(
    BillingAccountEntity,
    accounts.filter(({ id }) => !stored.has(id)),
  );
}

interface Accounts {
  readonly stored: ReadonlyMap<string, BillingAccount>;
  readonly wanted: ReadonlyMap<string, BillingAccount>;
}

async function accountsOf(transaction: Writer, rows: readonly OwnedRow[]): Promise<Accounts> {
  const ids = [...new Set(rows.map(({ row }) => row.billingAccountId))];
  const stored = new Map(
    (await billingAccountsById(transaction, ids)).map((account) => [account.id, account]),
  );
  const wanted = new Map<string, BillingAccount>();
  for (const { row, organizationId } of rows) {
    const id = row.billingAccountId;
    // An account is of the company that it was first named in.
    const owner = (stored.get(id) ?? wanted.get(id))?.organizationId ?? organizationId;
    if (owner === organizationId) wanted.set(id, { id, organizationId, code: row.billingAccountCode });
  }
  return { stored, wanted };
}
