import type { Writer } from "../../shared/database";
import { inList } from "../../shared/database";
import type { Bill } from "../bill/bill.repository";
import type { BillSumEntity, SumLevel } from "./bill-sum.entity";

type Summed = Pick<
  Bill,
  | "organizationId"
  | "contractId"
  | "billingAccountId"
  | "kind"
  | "billDate"
  | "dueDate"
  | "payment"
  | "unit"
  | "gross"
  | "remaining"
>;

type Key = Omit<BillSumEntity, "bills" | "gross" | "remaining">;

interface Change {
  readonly key: Key;
  bills: number;
  gross: bigint;
  remaining: bigint;
}

const ROWS_A_STATEMENT = 500;

/**
 * Brings the sums to what the bills are now, in the transaction that changes the bills.
 * @param before the same bills as they were, none of those that are new
 */
export async function keepSums(
  transaction: Writer,
  before: readonly Summed[],
  after: readonly Summed[],
): Promise<void> {
  const changes = new Map<string, Change>();
  for (const bill of before) add(changes, bill, -1n);
  for (const bill of after) add(changes, bill, 1n);
  const rows = [...changes.values()].filter(
    ({ bills, gross, remaining }) => bills !== 0 || gross !== 0n || remaining !== 0n,
  );
  // In the order of the key, so that two imports at once do not wait for each other crosswise.
  rows.sort((one, other) => (textOf(one.key) < textOf(other.key) ? -1 : 1));
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
    await write(transaction, rows.slice(start, start + ROWS_A_STATEMENT));
  const companies = inList([...new Set(rows.map(({ key }) => key.organizationId))]);
  if (before.length > 0 && rows.length > 0)
    await transaction.execute(
      `DELETE FROM bill_sum WHERE organization_id IN ${companies.sql} AND bills = 0`,
      companies.parameters,
    );
}

function add(changes: Map<string, Change>, bill: Summed, sign: 1n | -1n): void {
  for (const key of keysOf(bill)) {
    const text = textOf(key);
    let change = changes.get(text);
    if (change === undefined) changes.set(text, (change = { key, bills: 0, gross: 0n, remaining: 0n }));
    change.bills += Number(sign);
    change.gross += sign * BigInt(bill.gross);
    change.remaining += sign * BigInt(bill.remaining);
  }
}

/** The two rows in which a bill is counted: its company's, and its contract's or billing account's. */
function keysOf(bill: Summed): readonly Key[] {
  const { organizationId, kind, dueDate, payment, unit } = bill;
  const key = (level: SumLevel, contractId: string, billingAccountId: string): Key => ({
    organizationId,
    level,
    contractId,
    billingAccountId,
    kind,
    period: bill.billDate.slice(0, 7),
    dueDate,
    payment,
    unit,
  });
  return [key("COMPANY", "", ""), key("OWNER", bill.contractId ?? "", bill.billingAccountId ?? "")];
}

function textOf(key: Key): string {
  return JSON.stringify(Object.values(key));
}

/** Adds to the rows that are there. Sums travel as text: they may be beyond what a number holds exactly. */
async function write(transaction: Writer, rows: readonly Change[]): Promise<void> {
  const values = rows.map(() => "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").join(", ");
  const parameters = rows.flatMap(({ key, bills, gross, remaining }) => [
    key.organizationId,
    key.level,
    key.contractId,
    key.billingAccountId,
    key.kind,
    key.period,
    key.dueDate,
    key.payment,
    key.unit,
    bills,
    String(gross),
    String(remaining),
  ]);
  const added = (name: string) =>
    transaction.dialect === "sqlite"
      ? `${name} = ${name} + excluded.${name}`
      : `${name} = ${name} + VALUES(${name})`;
  const onConflict =
    transaction.dialect === "sqlite"
      ? "ON CONFLICT (organization_id, level, contract_id, billing_account_id, kind, period, due_date, payment, unit) DO UPDATE SET"
      : "ON DUPLICATE KEY UPDATE";
  await transaction.execute(
    `INSERT INTO bill_sum (organization_id, level, contract_id, billing_account_id, kind, period, due_date, payment,
       unit, bills, gross, remaining) VALUES ${values}
     ${onConflict} ${["bills", "gross", "remaining"].map(added).join(", ")}`,
    parameters,
  );
}
