import { isOneOf, type Reader, type Writer } from "../../shared/database";
import { BillEntity } from "../bill/bill.entity";
import type { Bill } from "../bill/bill.repository";
import { BillPaymentEntity } from "../bill/bill-payment.entity";
import { paymentOf } from "../bill/bill-state";
import { keepSums } from "../summary/keep-sums";
import { lockBills, paidOf } from "./stored-bills";

/** A payment as the feed has it; the amount in micros. */
export interface PaymentOfBill {
  readonly id: string;
  readonly billId: string;
  readonly amount: bigint;
  readonly paidOn: string;
  readonly reversedOn: string | null;
}

/**
 * Writes payments that are new or changed, and brings what remains of their bills, and the sums, to what is then paid.
 * The bills must be there.
 */
export async function writePayments(transaction: Writer, payments: readonly PaymentOfBill[]): Promise<void> {
  if (payments.length === 0) return;
  const bills = await lockBills(transaction, [...new Set(payments.map(({ billId }) => billId))]);
  await transaction.upsert(
    BillPaymentEntity,
    payments.map((payment) => ({ ...payment, amount: Number(payment.amount) })),
    { key: ["billId", "id"] },
  );
  const paid = await paidOf(transaction, [...bills.keys()]);
  const after: Bill[] = [];
  for (const bill of bills.values()) {
    const gross = BigInt(bill.gross);
    const remaining = gross - (paid.get(bill.id) ?? 0n);
    const changes = { remaining: Number(remaining), payment: paymentOf(gross, remaining) };
    after.push({ ...bill, ...changes });
    await transaction.update(BillEntity, { id: bill.id }, changes);
  }
  await keepSums(transaction, [...bills.values()], after);
}

/** One payment may pay several bills: together they name one row. */
export function paymentKey({ billId, id }: Pick<PaymentOfBill, "billId" | "id">): string {
  return JSON.stringify([billId, id]);
}

/** What is there already of these bills' payments, by {@link paymentKey}. */
export async function storedPayments(
  reader: Reader,
  billIds: readonly string[],
): Promise<ReadonlyMap<string, BillPaymentEntity>> {
  const where = isOneOf("bill_id", billIds);
  const rows = await reader.rows<BillPaymentEntity>(
    `SELECT id, bill_id AS billId, amount, paid_on AS paidOn, reversed_on AS reversedOn
     FROM bill_payment WHERE ${where.sql}`,
    where.parameters,
  );
  return new Map(rows.map((payment) => [paymentKey(payment), payment]));
}
