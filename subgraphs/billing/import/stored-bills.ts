import { isOneOf, type Reader, type Writer } from "../../shared/database";
import { BILL_SOURCE, type Bill } from "../bill/bill.repository";

/** These bills as they are, locked until the transaction ends, by id. */
export async function lockBills(
  transaction: Writer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Bill>> {
  const where = isOneOf("b.id", ids);
  // SQLite lets only one transaction write from its begin on.
  const lock = transaction.dialect === "mysql" ? " FOR UPDATE" : "";
  const rows = await transaction.rows<Bill>(
    `SELECT ${BILL_SOURCE.columns} FROM ${BILL_SOURCE.from} WHERE ${where.sql} ORDER BY b.id${lock}`,
    where.parameters,
  );
  return new Map(rows.map((bill) => [bill.id, bill]));
}

/** What was paid of each of these bills, in micros; those without a payment are left out. */
export async function paidOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  const where = isOneOf("p.bill_id", ids);
  const rows = await reader.rows<{ billId: string; paid: string }>(
    `SELECT p.bill_id AS billId, CAST(SUM(p.amount) AS CHAR) AS paid FROM bill_payment p
     WHERE ${where.sql} AND p.reversed_on IS NULL GROUP BY p.bill_id`,
    where.parameters,
  );
  return new Map(rows.map(({ billId, paid }) => [billId, BigInt(paid)]));
}
