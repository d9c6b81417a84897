import type { Database, Writer } from "../../shared/database";
import { format, importKind, type Reject, type RowOf, type RowOutcome } from "../../shared/import";
import type { BillPaymentEntity } from "../bill/bill-payment.entity";
import { paymentKey, storedPayments, writePayments } from "./apply-payments";
import { amount } from "./bill-columns";
import { refusal } from "./refusal";
import { lockBills } from "./stored-bills";

const columns = {
  id: format.id,
  bill_id: format.id,
  amount,
  paid_on: format.date,
  reversed_on: format.optional(format.date),
};

type PaymentRow = RowOf<typeof columns>;

const UNKNOWN: Reject = { column: "bill_id", reason: "names no known bill" };

/** The payments of bills in the operator's feed: they settle a bill, and one taken back re-opens it. */
export function billPaymentsImport(database: Database) {
  return importKind({
    name: "bill-payments",
    columns,
    key: ["bill_id", "id"],
    check: ({ paidOn, reversedOn }) =>
      reversedOn !== null && reversedOn < paidOn
        ? { column: "reversed_on", reason: "must not be before paid_on" }
        : undefined,
    refusal,
    apply: (rows) => database.write((transaction) => applyPayments(transaction, rows)),
  });
}

async function applyPayments(
  transaction: Writer,
  rows: readonly PaymentRow[],
): Promise<readonly RowOutcome[]> {
  const billIds = [...new Set(rows.map(({ billId }) => billId))];
  const bills = await lockBills(transaction, billIds);
  const stored = await storedPayments(transaction, billIds);
  const outcomes = rows.map((row) => judged(row, bills.has(row.billId), stored.get(paymentKey(row))));
  await writePayments(
    transaction,
    rows.filter((_, index) => outcomes[index] === "APPLIED"),
  );
  return outcomes;
}

function judged(row: PaymentRow, isKnown: boolean, before: BillPaymentEntity | undefined): RowOutcome {
  if (!isKnown) return UNKNOWN;
  if (before === undefined) return "APPLIED";
  const isSame =
    BigInt(before.amount) === row.amount &&
    before.paidOn === row.paidOn &&
    before.reversedOn === row.reversedOn;
  return isSame ? "UNCHANGED" : "APPLIED";
}
