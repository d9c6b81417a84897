import { addDays, addMonths } from "./calendar";
import { CONTRACTS, type DemoContract } from "./companies";
import { BILLING_ACCOUNTS, fixedLinesOf, type DemoBillingAccount } from "./fixed-network-lines";
import { linesOf, type DemoLine } from "./lines";
import { M2M_OPTION } from "./offers";
import { randomOf } from "./random";

type Row = Readonly<Record<string, string>>;

const MONTHS = 8;
const DAYS_TO_PAY = 30;
/** Italy's VAT, in hundredths. */
const VAT = 22;

/** Cents a month, by plan or access technology. */
const FEES: Readonly<Record<string, number>> = {
  "plan-azienda-20": 1_250,
  "plan-azienda-50": 1_690,
  "plan-azienda-100": 2_200,
  "plan-flotta-10": 890,
  "plan-ufficio-voce": 750,
  "plan-direzione": 3_900,
  "plan-telemetria-100": 175,
  "plan-telemetria-1000": 360,
  VOICE: 1_950,
  VOICE_AND_DATA: 4_450,
  INTELLIGENT_NETWORK: 7_800,
};

/** Every column of the kind `bills`: a record leaves the other kind's empty. */
const EMPTY_RECORD: Row = Object.fromEntries(
  [
    "record bill_id version bill_no kind organization_id contract_id billing_account_id bill_date",
    "payment_due_date period_from period_to unit tax_excluded_amount tax_amount tax_included_amount",
    "line_kind description amount mobile_line_id fixed_line_id",
  ]
    .flatMap((names) => names.split(" "))
    .map((name) => [name, ""]),
);

/** A bill with what it charges; amounts in cents. */
interface DemoBill {
  readonly id: string;
  readonly record: Row;
  readonly gross: number;
  readonly billDate: string;
  readonly dueDate: string;
  readonly charges: readonly Row[];
}

/** Whom a bill is for. */
interface Customer {
  readonly id: string;
  readonly owner: Row;
  readonly charges: (period: Period) => readonly Charge[];
}

interface Period {
  readonly from: string;
  readonly to: string;
}

interface Charge {
  readonly kind: string;
  readonly description: string;
  readonly cents: number;
  readonly line: Row;
}

/** Rows of the kind `billing-accounts`. */
export function billingAccountRows(): readonly Row[] {
  return BILLING_ACCOUNTS.map(({ id, organizationId, code }) => ({
    id,
    organization_id: organizationId,
    code,
  }));
}

/** Rows of the kind `bills`: eight months of every contract and billing account, the last one billed on the first. */
export function* billRows(day: string): Generator<Row> {
  for (const { record, charges } of demoBills(day)) {
    yield record;
    yield* charges;
  }
}

/** Rows of the kind `bill-payments`: all but the last bill are paid, one in six only in part or not yet. */
export function* billPaymentRows(day: string): Generator<Row> {
  for (const { id, gross, billDate, dueDate } of demoBills(day)) {
    const fraction = randomOf(`payment/${id}`).fraction();
    if (addDays(dueDate, -5) > day || gross <= 0) continue;
    if (fraction < 0.08) continue;
    const cents = fraction < 0.17 ? Math.floor(gross / 2) : gross;
    const paid = addDays(billDate, 8 + Math.floor(fraction * 20));
    yield { id: `pay-${id}`, bill_id: id, amount: euros(cents), paid_on: paid, reversed_on: "" };
  }
}

function* demoBills(day: string): Generator<DemoBill> {
  for (const customer of [
    ...CONTRACTS.map((contract) => mobile(contract, day)),
    ...BILLING_ACCOUNTS.map((account) => fixed(account, day)),
  ]) {
    for (let month = MONTHS - 1; month >= 0; month--) {
      const billDate = `${addMonths(day, -month).slice(0, 7)}-01`;
      if (billDate <= day) yield billOf(customer, billDate);
    }
  }
}

function billOf({ id: customer, owner, charges }: Customer, billDate: string): DemoBill {
  const period = { from: addMonths(billDate, -1), to: addDays(billDate, -1) };
  const id = `bill-${customer}-${billDate.slice(0, 7)}`;
  const made = charges(period);
  const net = made.reduce((sum, { cents }) => sum + cents, 0);
  const tax = Math.round((net * VAT) / 100);
  const dueDate = addDays(billDate, DAYS_TO_PAY);
  const record = {
    ...EMPTY_RECORD,
    record: "BILL",
    bill_id: id,
    version: "1",
    bill_no: numberOf(customer, billDate),
    ...owner,
    bill_date: billDate,
    payment_due_date: dueDate,
    period_from: period.from,
    period_to: period.to,
    unit: "EUR",
    tax_excluded_amount: euros(net),
    tax_amount: euros(tax),
    tax_included_amount: euros(net + tax),
  };
  const lines = made.map(({ kind, description, cents, line }) => ({
    ...EMPTY_RECORD,
    record: "LINE",
    bill_id: id,
    period_from: period.from,
    period_to: period.to,
    line_kind: kind,
    description,
    amount: euros(cents),
    ...line,
  }));
  return { id, record, gross: net + tax, billDate, dueDate, charges: lines };
}

/** As on paper: the year, the customer and the month, `2026-AUR1-06`. */
function numberOf(customer: string, billDate: string): string {
  const [kind = "", company = "", serial = ""] = customer.split("-");
  const letter = kind === "mc" ? "M" : "F";
  return `${letter}${billDate.slice(0, 4)}-${company.slice(0, 3).toUpperCase()}${serial}-${billDate.slice(5, 7)}`;
}

function mobile(contract: DemoContract, day: string): Customer {
  const lines = [...linesOf(contract, day)];
  return {
    id: contract.id,
    owner: { kind: "MOBILE", organization_id: contract.organizationId, contract_id: contract.id },
    charges: (period) => lines.flatMap((line) => chargesOfLine(line, period)),
  };
}

function chargesOfLine(line: DemoLine, { from, to }: Period): Charge[] {
  // One line in eight goes on being billed after it ended: what people complain of, and what the findings show.
  const forgotten = line.terminatedOn !== "" && randomOf(`forgotten/${line.id}`).chance(0.12);
  const lived =
    line.activatedOn <= to && (line.terminatedOn === "" || line.terminatedOn >= from || forgotten);
  if (!lived) return [];
  const random = randomOf(`charges/${line.id}/${from}`);
  const of = { mobile_line_id: line.id };
  const options = (line.details["options"] ?? "")
    .split("|")
    .filter((option) => option !== "" && option !== M2M_OPTION);
  return [
    {
      kind: "RECURRING",
      description: `Canone ${line.plan.name}, ${line.msisdn}, dal ${from} al ${to}`,
      cents: FEES[line.plan.id] ?? 1_000,
      line: of,
    },
    ...(options.length > 0 && random.chance(0.5)
      ? [
          {
            kind: "RECURRING",
            description: `Opzioni di ${line.msisdn}`,
            cents: options.length * 300,
            line: of,
          },
        ]
      : []),
    ...(random.chance(0.07)
      ? [
          {
            kind: "USAGE",
            description: `Traffico estero di ${line.msisdn}`,
            cents: random.int(15, 2_400),
            line: of,
          },
        ]
      : []),
  ];
}

function fixed(account: DemoBillingAccount, day: string): Customer {
  const lines = fixedLinesOf(account.id, day);
  return {
    id: account.id,
    owner: { kind: "FIXED", organization_id: account.organizationId, billing_account_id: account.id },
    charges: ({ from, to }) => {
      const charges = lines
        .filter(
          (row) =>
            (row["activated_on"] ?? "") <= to &&
            (row["terminated_on"] === "" || (row["terminated_on"] ?? "") >= from),
        )
        .map((row): Charge => ({
          kind: "RECURRING",
          description: `Canone ${row["access_technology"]} ${row["number"]}, dal ${from} al ${to}`,
          cents: FEES[row["family"] ?? ""] ?? 2_000,
          line: { fixed_line_id: row["id"] ?? "" },
        }));
      const fees = charges.reduce((sum, { cents }) => sum + cents, 0);
      const discount = {
        kind: "DISCOUNT",
        description: "Sconto convenzione",
        cents: -Math.floor(fees / 20),
        line: {},
      };
      return [...charges, discount];
    },
  };
}

function euros(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
