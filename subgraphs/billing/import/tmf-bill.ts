import { z } from "zod";
import { format, type Format, type Reject } from "../../shared/import";
import { dayInItaly, parseDateTime } from "../../shared/scalars";
import { amountOf, decimalOf } from "../model/amount";
import { unit } from "./bill-columns";
import { billFaults, lineFault, type FedBill, type FedLine } from "./bill-record";
import { MOST_LINES } from "./csv-bills";

/** A value in the shape of a format of the feed. */
function read<Value>(of: Format<Value>) {
  return z.string().transform((text, context): Value => {
    const parsed = of.parse(text.trim());
    if ("value" in parsed && text.trim() !== "") return parsed.value;
    context.addIssue({ code: "custom", message: "fault" in parsed ? parsed.fault : "is required" });
    return z.NEVER;
  });
}

/** The value of TMF's Money: a JSON number of at most 15 digits is exact, and a string of digits always. */
const micros = z.union([z.string(), z.number()]).transform((value, context): bigint => {
  const parsed = amountOf(String(value));
  if (typeof parsed === "bigint") return parsed;
  context.addIssue({ code: "custom", message: parsed.fault });
  return z.NEVER;
});

const money = z.object({ value: micros, unit: read(unit) });

const instant = z.string().transform((text, context): number => {
  const parsed = parseDateTime(text);
  if ("instant" in parsed) return parsed.instant;
  context.addIssue({ code: "custom", message: parsed.fault });
  return z.NEVER;
});

/** A day, or the day in Italy of an instant: TMF writes instants where bills have days. */
const day = z.union([read(format.date), instant.transform(dayInItaly)]);
const period = z.object({ startDateTime: day, endDateTime: day });
const reference = z.object({ id: read(format.id), "@referredType": z.string().optional() });

const RATE = z.object({
  name: read(format.text(200)).optional(),
  description: read(format.text(200)).optional(),
  type: z.enum(["RECURRING", "USAGE", "ONE_OFF", "DISCOUNT", "ADJUSTMENT"]),
  periodCoverage: period.optional(),
  taxExcludedAmount: money,
  product: reference.optional(),
});

const BILL = z.object({
  id: read(format.id),
  billNo: read(format.text(40)),
  lastUpdate: instant,
  billDate: day,
  paymentDueDate: day,
  billingPeriod: period,
  taxExcludedAmount: money,
  taxIncludedAmount: money,
  remainingAmount: money.optional(),
  billingAccount: reference,
  relatedParty: z.array(z.object({ id: read(format.id), role: z.string().optional() })),
  appliedPayment: z.array(z.object({ appliedAmount: money, payment: reference })).default([]),
  appliedCustomerBillingRate: z.array(RATE).max(MOST_LINES).optional(),
});

type TmfBill = z.infer<typeof BILL>;

/** The bill that a line of NDJSON holds as TMF678 v4's CustomerBill, or what is wrong with it. */
export function tmfBill(value: unknown): FedBill | { readonly rejects: readonly Reject[] } {
  const parsed = BILL.safeParse(value);
  if (!parsed.success) {
    const rejects = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
      column: path.join(".") || "bill",
      reason: message,
    }));
    return { rejects };
  }
  const tmf = parsed.data;
  const customer = tmf.relatedParty.find(({ role }) => role === "customer");
  if (customer === undefined)
    return { rejects: [{ column: "relatedParty", reason: "must have a party with the role customer" }] };
  const bill = fedBill(tmf, customer.id);
  const rejects = [...billFaults(bill), ...tmfFaults(tmf, bill)];
  return rejects.length > 0 ? { rejects } : bill;
}

function fedBill(tmf: TmfBill, organizationId: string): FedBill {
  const { billingAccount, taxExcludedAmount: net, taxIncludedAmount: gross } = tmf;
  const isMobile = billingAccount["@referredType"] === "MobileContract";
  return {
    id: tmf.id,
    // Each correction has a later one.
    version: tmf.lastUpdate,
    billNo: tmf.billNo,
    kind: isMobile ? "MOBILE" : "FIXED",
    organizationId,
    contractId: isMobile ? billingAccount.id : null,
    billingAccountId: isMobile ? null : billingAccount.id,
    billDate: tmf.billDate,
    dueDate: tmf.paymentDueDate,
    periodFrom: tmf.billingPeriod.startDateTime,
    periodTo: tmf.billingPeriod.endDateTime,
    unit: gross.unit,
    net: net.value,
    tax: gross.value - net.value,
    gross: gross.value,
    lines: tmf.appliedCustomerBillingRate?.map(fedLine) ?? null,
    payments: tmf.appliedPayment.map(({ appliedAmount, payment }) => ({
      id: payment.id,
      amount: appliedAmount.value,
    })),
  };
}

function fedLine(rate: z.infer<typeof RATE>): FedLine {
  const { product, periodCoverage } = rate;
  const isFixed = product?.["@referredType"] === "FixedLine";
  return {
    kind: rate.type,
    description: rate.description ?? rate.name ?? rate.type,
    periodFrom: periodCoverage?.startDateTime ?? null,
    periodTo: periodCoverage?.endDateTime ?? null,
    amount: rate.taxExcludedAmount.value,
    mobileLineId: isFixed ? null : (product?.id ?? null),
    fixedLineId: isFixed ? product.id : null,
  };
}

function tmfFaults(tmf: TmfBill, bill: FedBill): readonly Reject[] {
  const rates = tmf.appliedCustomerBillingRate ?? [];
  const amounts = [
    tmf.taxExcludedAmount,
    ...(tmf.remainingAmount === undefined ? [] : [tmf.remainingAmount]),
    ...tmf.appliedPayment.map(({ appliedAmount }) => appliedAmount),
    ...rates.map(({ taxExcludedAmount }) => taxExcludedAmount),
  ];
  const paid = bill.payments.reduce((sum, { amount }) => sum + amount, 0n);
  const left = bill.gross - paid;
  return [
    ...(amounts.some(({ unit: other }) => other !== bill.unit)
      ? [{ column: "unit", reason: "must be the same in every amount of the bill" }]
      : []),
    ...(tmf.remainingAmount !== undefined && tmf.remainingAmount.value !== left
      ? [
          {
            column: "remainingAmount",
            reason: `is ${decimalOf(tmf.remainingAmount.value)}, where the gross amount less appliedPayment is ${decimalOf(left)}`,
          },
        ]
      : []),
    ...(bill.lines ?? []).flatMap((line) => lineFault(line) ?? []),
  ];
}
