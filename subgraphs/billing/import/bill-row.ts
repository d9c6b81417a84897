import type { ReadRow } from "../../shared/import";
import type { FedBill } from "./bill-record";

/** Lines that count as much as a bill without any, in the size of a batch. */
const LINES_A_ROW = 10;

/** A bill as a row of the importer: one of many lines fills a batch sooner. */
export function billRow(bill: FedBill): ReadRow<FedBill> {
  return { row: bill, key: bill.id, weight: 1 + (bill.lines?.length ?? 0) / LINES_A_ROW };
}
