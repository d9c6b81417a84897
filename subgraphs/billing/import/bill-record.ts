import { createHash } from "node:crypto";
import type { Reject } from "../../shared/import";
import { decimalOf } from "../model/amount";
import type { BillKind, BillLineKind } from "../model/vocabulary";

/** A charge as the feed has it. Amounts are micros. */
export interface FedLine {
  readonly kind: BillLineKind;
  readonly description: string;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly amount: bigint;
  readonly mobileLineId: string | null;
  readonly fixedLineId: string | null;
}

/** A payment as a bill of the feed lists it. */
export interface FedPayment {
  readonly id: string;
  readonly amount: bigint;
}

/** A bill as the feed has it, with all that belongs to it. Dates are `YYYY-MM-DD`, amounts micros. */
export interface FedBill {
  readonly id: string;
  readonly version: number;
  readonly billNo: string;
  readonly kind: BillKind;
  readonly organizationId: string;
  readonly contractId: string | null;
  readonly billingAccountId: string | null;
  readonly billDate: string;
  readonly dueDate: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly unit: string;
  readonly net: bigint;
  readonly tax: bigint;
  readonly gross: bigint;
  /** Null where the format has no lines: TMF678's CustomerBill need not list them. */
  readonly lines: readonly FedLine[] | null;
  readonly payments: readonly FedPayment[];
}

/** What a bill says about itself that cannot be, with both figures where they do not add up. */
export function billFaults(bill: FedBill): readonly Reject[] {
  const faults: Reject[] = [];
  const isMobile = bill.kind === "MOBILE";
  if (isMobile !== (bill.contractId !== null))
    faults.push({ column: "contract_id", reason: "is required with MOBILE, and only there" });
  if (isMobile === (bill.billingAccountId !== null))
    faults.push({ column: "billing_account_id", reason: "is required with FIXED, and only there" });
  if (bill.dueDate < bill.billDate)
    faults.push({ column: "payment_due_date", reason: "must not be before bill_date" });
  if (bill.periodTo < bill.periodFrom)
    faults.push({ column: "period_to", reason: "must not be before period_from" });
  if (bill.net + bill.tax !== bill.gross)
    faults.push({
      column: "tax_included_amount",
      reason: `is ${decimalOf(bill.gross)}, where net and tax add up to ${decimalOf(bill.net + bill.tax)}`,
    });
  const sum = bill.lines?.reduce((total, { amount }) => total + amount, 0n) ?? bill.net;
  if (sum !== bill.net)
    faults.push({
      column: "tax_excluded_amount",
      reason: `is ${decimalOf(bill.net)}, where the lines add up to ${decimalOf(sum)}`,
    });
  return faults;
}

/** Of a line, what its columns cannot tell alone. */
export function lineFault(line: FedLine): Reject | undefined {
  const { periodFrom, periodTo } = line;
  if ((periodFrom === null) !== (periodTo === null))
    return { column: "period_to", reason: "is given with period_from, or not at all" };
  if (periodFrom !== null && periodTo !== null && periodTo < periodFrom)
    return { column: "period_to", reason: "must not be before period_from" };
  if (line.mobileLineId !== null && line.fixedLineId !== null)
    return { column: "fixed_line_id", reason: "must be empty where mobile_line_id is given" };
  return undefined;
}

/** What the feed said of a bill, whatever its version: two of one version must agree on it. */
export function digestOf({ version: _version, payments: _payments, ...said }: FedBill): string {
  const text = JSON.stringify(said, (_key, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return createHash("sha256").update(text).digest("base64url");
}
