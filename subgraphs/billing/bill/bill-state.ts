import { allOf, anyOf, type SqlFragment } from "../../shared/database";
import type { BillState, Payment } from "../model/vocabulary";

/** What was paid of a bill. A credit, and a bill that was overpaid, is settled. Amounts in micros. */
export function paymentOf(gross: bigint, remaining: bigint): Payment {
  if (remaining <= 0n) return "SETTLED";
  return remaining < gross ? "PARTIALLY_PAID" : "SENT";
}

/** The state of a bill on a day, `YYYY-MM-DD`: OVERDUE from the day after it was due. */
export function stateOn(
  today: string,
  bill: { readonly payment: Payment; readonly dueDate: string },
): BillState {
  return bill.payment !== "SETTLED" && bill.dueDate < today ? "OVERDUE" : bill.payment;
}

/** The same in SQL, of `bill` and of `bill_sum` under the alias `b`. */
export function inState(today: string, state: BillState): SqlFragment {
  if (state === "SETTLED") return { sql: "b.payment = 'SETTLED'", parameters: [] };
  const isLate = { sql: "b.due_date < ?", parameters: [today] };
  const isInTime = { sql: "b.due_date >= ?", parameters: [today] };
  if (state === "OVERDUE")
    return allOf([{ sql: "b.payment IN ('SENT', 'PARTIALLY_PAID')", parameters: [] }, isLate]);
  return allOf([{ sql: "b.payment = ?", parameters: [state] }, isInTime]);
}

/** In one of the states. */
export function inStates(today: string, states: readonly BillState[]): SqlFragment {
  return anyOf([...new Set(states)].map((state) => inState(today, state)));
}
