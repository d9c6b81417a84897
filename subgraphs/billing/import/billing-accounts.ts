import { allOf, isOneOf, type Database, type Reader, type Writer } from "../../shared/database";
import { format, importKind, type Reject, type RowOf, type RowOutcome } from "../../shared/import";
import { rejectedClaims, type UniqueClaim } from "../../shared/import/unique-claims";
import { BillingAccountEntity } from "../account/billing-account.entity";
import { billingAccountsById } from "../account/billing-account.repository";
import { CODE_TAKEN, refusal } from "./refusal";

const columns = { id: format.id, organization_id: format.id, code: format.text(32) };

type AccountRow = RowOf<typeof columns>;

const MOVED: Reject = {
  column: "organization_id",
  reason: "must stay the same: grants and bills of the account would go along",
};

const keyOf = ({ organizationId, code }: AccountRow) => JSON.stringify([organizationId, code]);

const CODE: UniqueClaim<AccountRow> = {
  claimed: keyOf,
  async owners(reader, keys) {
    const pairs = keys.map((key) => JSON.parse(key) as [string, string]);
    const rows = await accountsByCode(reader, pairs);
    return new Map(rows.map((row) => [keyOf(row), row.id]));
  },
  reject: CODE_TAKEN,
};

/** The billing accounts of the operator's feed (docs/import-formats.md). */
export function billingAccountsImport(database: Database) {
  return importKind({
    name: "billing-accounts",
    columns,
    refusal,
    apply: (rows) => database.write((transaction) => applyAccounts(transaction, rows)),
  });
}

async function applyAccounts(
  transaction: Writer,
  rows: readonly AccountRow[],
): Promise<readonly RowOutcome[]> {
  const found = await billingAccountsById(
    transaction,
    rows.map(({ id }) => id),
  );
  const stored = new Map(found.map((account) => [account.id, account]));
  const rejects = new Map<string, Reject>();
  for (const { id, organizationId } of rows) {
    const before = stored.get(id);
    if (before !== undefined && before.organizationId !== organizationId) rejects.set(id, MOVED);
  }
  const left = rows.filter(({ id }) => !rejects.has(id));
  for (const [id, reject] of await rejectedClaims(transaction, [CODE], left, stored)) rejects.set(id, reject);
  const changed = left.filter(({ id, code }) => !rejects.has(id) && stored.get(id)?.code !== code);
  // Not an upsert: on MySQL that would also hit the account that has the code.
  for (const { id, code } of changed.filter((row) => stored.has(row.id)))
    await transaction.update(BillingAccountEntity, { id }, { code });
  await transaction.insert(
    BillingAccountEntity,
    changed.filter(({ id }) => !stored.has(id)),
  );
  const applied = new Set(changed.map(({ id }) => id));
  return rows.map(({ id }) => rejects.get(id) ?? (applied.has(id) ? "APPLIED" : "UNCHANGED"));
}

async function accountsByCode(
  reader: Reader,
  pairs: readonly (readonly [organizationId: string, code: string])[],
): Promise<AccountRow[]> {
  const where = allOf([
    isOneOf("organization_id", [...new Set(pairs.map(([organizationId]) => organizationId))]),
    isOneOf("code", [...new Set(pairs.map(([, code]) => code))]),
  ]);
  return await reader.rows<AccountRow>(
    `SELECT id, organization_id AS organizationId, code FROM billing_account WHERE ${where.sql}`,
    where.parameters,
  );
}
