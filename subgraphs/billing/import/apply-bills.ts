import { allOf, isOneOf, type Writer } from "../../shared/database";
import type { Reject, RowOutcome } from "../../shared/import";
import { foldText } from "../../shared/inventory";
import { billingAccountsById } from "../account/billing-account.repository";
import { BillEntity } from "../bill/bill.entity";
import type { Bill } from "../bill/bill.repository";
import { paymentOf } from "../bill/bill-state";
import { BillLineEntity } from "../line/bill-line.entity";
import { keepSums } from "../summary/keep-sums";
import { writePayments, type PaymentOfBill } from "./apply-payments";
import { digestOf, type FedBill } from "./bill-record";
import { NUMBER_TAKEN } from "./refusal";
import { lockBills, paidOf } from "./stored-bills";

const UNKNOWN_ACCOUNT: Reject = {
  column: "billing_account_id",
  reason: "names no billing account of the organization",
};
const MOVED: Reject = { reason: "must stay with its organization, contract or billing account and currency" };
const CHANGED: Reject = {
  column: "version",
  reason: "is stored with other content: a correction has a higher one",
};

interface Judged {
  readonly fed: FedBill;
  readonly digest: string;
  readonly before: Bill | undefined;
}

/**
 * Writes bills that are new or of a higher version than the stored ones, with their lines, payments and sums. A lower
 * version came before: it is left unchanged.
 */
export async function applyBills(
  transaction: Writer,
  rows: readonly FedBill[],
): Promise<readonly RowOutcome[]> {
  const stored = await lockBills(
    transaction,
    rows.map(({ id }) => id),
  );
  const judged = rows.map((fed): Judged => ({ fed, digest: digestOf(fed), before: stored.get(fed.id) }));
  const outcomes = new Map<string, RowOutcome>();
  for (const each of judged) {
    const outcome = known(each);
    if (outcome !== undefined) outcomes.set(each.fed.id, outcome);
  }
  const left = () => judged.filter(({ fed }) => !outcomes.has(fed.id));
  for (const [id, reject] of await unknownAccounts(transaction, left())) outcomes.set(id, reject);
  for (const [id, reject] of await takenNumbers(transaction, left())) outcomes.set(id, reject);
  await write(transaction, left());
  return rows.map(({ id }) => outcomes.get(id) ?? "APPLIED");
}

/** What the stored bill alone decides. */
function known({ fed, digest, before }: Judged): RowOutcome | undefined {
  if (before === undefined) return undefined;
  if (fed.version < before.version) return "UNCHANGED";
  if (fed.version === before.version) return digest === before.digest ? "UNCHANGED" : CHANGED;
  const isSame = (["organizationId", "contractId", "billingAccountId", "kind", "unit"] as const).every(
    (property) => before[property] === fed[property],
  );
  return isSame ? undefined : MOVED;
}

async function unknownAccounts(
  transaction: Writer,
  judged: readonly Judged[],
): Promise<ReadonlyMap<string, Reject>> {
  const ids = [...new Set(judged.flatMap(({ fed }) => fed.billingAccountId ?? []))];
  const accounts = new Map(
    (await billingAccountsById(transaction, ids)).map((account) => [account.id, account]),
  );
  const unknown = judged.filter(
    ({ fed }) =>
      fed.billingAccountId !== null &&
      accounts.get(fed.billingAccountId)?.organizationId !== fed.organizationId,
  );
  return new Map(unknown.map(({ fed }) => [fed.id, UNKNOWN_ACCOUNT]));
}

/** A number that a bill of the company has already, be it further up in the same batch. */
async function takenNumbers(
  transaction: Writer,
  judged: readonly Judged[],
): Promise<ReadonlyMap<string, Reject>> {
  const where = allOf([
    isOneOf("b.organization_id", [...new Set(judged.map(({ fed }) => fed.organizationId))]),
    isOneOf("b.bill_no", [...new Set(judged.map(({ fed }) => fed.billNo))]),
  ]);
  const rows = await transaction.rows<{ id: string; organizationId: string; billNo: string }>(
    `SELECT b.id AS id, b.organization_id AS organizationId, b.bill_no AS billNo FROM bill b WHERE ${where.sql}`,
    where.parameters,
  );
  const owners = new Map(rows.map((row) => [JSON.stringify([row.organizationId, row.billNo]), row.id]));
  const rejects = new Map<string, Reject>();
  for (const { fed } of judged) {
    const key = JSON.stringify([fed.organizationId, fed.billNo]);
    const owner = owners.get(key);
    if (owner !== undefined && owner !== fed.id) rejects.set(fed.id, NUMBER_TAKEN);
    else owners.set(key, fed.id);
  }
  return rejects;
}

async function write(transaction: Writer, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return;
  const known = judged.flatMap(({ before }) => before ?? []);
  const paid = await paidOf(
    transaction,
    known.map(({ id }) => id),
  );
  const bills = judged.map((each) => entityOf(each, paid.get(each.fed.id) ?? 0n));
  if (known.length > 0) {
    const old = isOneOf(
      "bill_id",
      known.map(({ id }) => id),
    );
    await transaction.execute(`DELETE FROM bill_line WHERE ${old.sql}`, old.parameters);
  }
  const knownIds = new Set(known.map(({ id }) => id));
  for (const bill of bills.filter(({ id }) => knownIds.has(id)))
    await transaction.update(BillEntity, { id: bill.id }, bill);
  await transaction.insert(
    BillEntity,
    bills.filter(({ id }) => !knownIds.has(id)),
  );
  await transaction.insert(
    BillLineEntity,
    judged.flatMap(({ fed }) => linesOf(fed)),
  );
  await keepSums(transaction, known, bills);
  const payments = judged.flatMap(({ fed }) =>
    fed.payments.map((each) => ({ ...each, billId: fed.id, fed })),
  );
  await writePayments(
    transaction,
    payments.map(({ id, amount, billId, fed }): PaymentOfBill => {
      // TMF's AppliedPayment has no day of its own.
      return { id, billId, amount, paidOn: fed.billDate, reversedOn: null };
    }),
  );
}

function entityOf({ fed, digest }: Judged, paid: bigint): BillEntity {
  const { lines, payments: _payments, net, tax, gross, ...bill } = fed;
  const remaining = gross - paid;
  return {
    ...bill,
    billNoFolded: foldText(bill.billNo),
    net: Number(net),
    tax: Number(tax),
    gross: Number(gross),
    remaining: Number(remaining),
    payment: paymentOf(gross, remaining),
    lineCount: lines?.length ?? 0,
    digest,
  };
}

function linesOf({ id, lines }: FedBill): BillLineEntity[] {
  return (lines ?? []).map((line, index) => ({
    billId: id,
    position: index + 1,
    ...line,
    amount: Number(line.amount),
  }));
}
