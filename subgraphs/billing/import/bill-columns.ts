import { format, type Format, type RowOf } from "../../shared/import";
import { amountOf } from "../model/amount";
import { BILL_KINDS, BILL_LINE_KINDS } from "../model/vocabulary";

const { enumOf, optional, text } = format;

/** A Decimal, in micros. */
export const amount: Format<bigint> = {
  required: true,
  parse(raw) {
    const parsed = amountOf(raw);
    return typeof parsed === "bigint" ? { value: parsed } : parsed;
  },
};

/** ISO 4217, by its shape. */
export const unit: Format<string> = {
  required: true,
  parse: (raw) =>
    /^[A-Z]{3}$/.test(raw) ? { value: raw } : { fault: "must be three capital letters, as EUR" },
};

/** A record is a bill or one of its lines, which follow it; each fills its own columns (docs/import-formats.md). */
export const billColumns = {
  record: enumOf(["BILL", "LINE"]),
  bill_id: format.id,
  version: optional(format.count),
  bill_no: optional(text(40)),
  kind: optional(enumOf(BILL_KINDS)),
  organization_id: optional(format.id),
  contract_id: optional(format.id),
  billing_account_id: optional(format.id),
  bill_date: optional(format.date),
  payment_due_date: optional(format.date),
  period_from: optional(format.date),
  period_to: optional(format.date),
  unit: optional(unit),
  tax_excluded_amount: optional(amount),
  tax_amount: optional(amount),
  tax_included_amount: optional(amount),
  line_kind: optional(enumOf(BILL_LINE_KINDS)),
  description: optional(text(200)),
  amount: optional(amount),
  mobile_line_id: optional(format.id),
  fixed_line_id: optional(format.id),
};

export type BillCells = RowOf<typeof billColumns>;

type Column = keyof typeof billColumns;

/** What each record must fill, and what the other kind of record leaves empty. */
export const FILLED: Readonly<Record<BillCells["record"], readonly Column[]>> = {
  BILL: [
    "version",
    "bill_no",
    "kind",
    "organization_id",
    "bill_date",
    "payment_due_date",
    "period_from",
    "period_to",
    "unit",
    "tax_excluded_amount",
    "tax_amount",
    "tax_included_amount",
  ],
  LINE: ["line_kind", "description", "amount"],
};

export const EMPTY: Readonly<Record<BillCells["record"], readonly Column[]>> = {
  BILL: ["line_kind", "description", "amount", "mobile_line_id", "fixed_line_id"],
  LINE: [
    ...FILLED.BILL.filter((column) => column !== "period_from" && column !== "period_to"),
    "contract_id",
    "billing_account_id",
  ],
};
