import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ColumnSet, format, importKind } from "../../subgraphs/shared/import";

const { optional, listOf, enumOf, text } = format;
const PROFILES =
  "LEGAL_REP HOLDING_REFERENT MOBILE_MASTER MOBILE_ADDITIONAL END_USER FIXED_OWNER FIXED_MASTER FIXED_STANDARD";

/** Every kind's columns as docs/import-formats.md states them, in the order of import. */
export const FEED_COLUMNS = {
  holdings: { id: format.id, name: text(200) },
  organizations: {
    id: format.id,
    legal_name: text(200),
    vat_number: format.vatNumber,
    fiscal_code: format.fiscalCode,
    holding_id: optional(format.id),
    registered_office_street_name: text(200),
    registered_office_street_nr: optional(text(20)),
    registered_office_postcode: format.checked((cell) =>
      /^\d{5}$/.test(cell) ? undefined : "must have 5 digits",
    ),
    registered_office_locality: text(100),
    registered_office_state_or_province: text(100),
    registered_office_country: format.country,
  },
  users: {
    id: format.id,
    username: text(64),
    display_name: text(100),
    email: format.emailAddress,
    mobile_number: optional(format.msisdn),
    fiscal_code: optional(format.fiscalCode),
    organization_ids: listOf(format.id),
  },
  grants: {
    id: format.id,
    user_id: format.id,
    profile: enumOf(PROFILES.split(" ")),
    services: listOf(enumOf(["INVENTORY", "USAGE", "INVOICES", "SIM_OPERATIONS", "OPTIONS"])),
    scope_kind: enumOf(["HOLDING", "ORGANIZATION", "MOBILE_CONTRACT", "MOBILE_LINE", "BILLING_ACCOUNT"]),
    scope_id: format.id,
    organization_id: optional(format.id),
    contract_id: optional(format.id),
    valid_from: format.dateTime,
    valid_until: optional(format.dateTime),
  },
  "mobile-contracts": {
    id: format.id,
    number: text(32),
    organization_id: format.id,
    signed_on: format.date,
    status: enumOf(["ACTIVE", "TERMINATED"]),
  },
  "mobile-lines": {
    id: format.id,
    contract_id: format.id,
    msisdn: format.msisdn,
    status: enumOf(["ACTIVE", "TERMINATED", "FROZEN"]),
    activated_on: format.date,
    terminated_on: optional(format.date),
    frozen_on: optional(format.date),
    label: optional(text(100)),
    roaming: format.boolean,
    tariff_plan_id: format.id,
    tariff_plan_name: text(100),
    options: listOf(format.named(100)),
    premium_service_blacklist: listOf(enumOf(["PREMIUM_SMS", "PREMIUM_NUMBERS", "CARRIER_BILLING"])),
    cost_center_code: optional(text(32)),
    cost_center_name: optional(text(100)),
    iccid: format.iccid,
    imsi: format.imsi,
    puk: format.puk,
    sim_kind: enumOf(["VOICE", "M2M"]),
    sim_administrative_state: enumOf(["UNLOCKED", "LOCKED"]),
    imei: optional(format.imei),
    device_model: optional(text(100)),
  },
  "mobile-usage": {
    line_id: format.id,
    period: format.yearMonth,
    kind: enumOf(["VOICE", "DATA", "SMS"]),
    allowance: optional(format.count),
    used: format.count,
    as_of: format.dateTime,
  },
  sites: {
    id: format.id,
    organization_id: format.id,
    code: text(32),
    name: text(100),
    address_street_name: text(200),
    address_street_nr: optional(text(20)),
    address_postcode: format.checked((cell) => (/^\d{5}$/.test(cell) ? undefined : "must have 5 digits")),
    address_locality: text(100),
    address_state_or_province: text(100),
    address_country: format.country,
  },
  "fixed-lines": {
    id: format.id,
    site_id: format.id,
    number: format.phoneNumber,
    family: enumOf(["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"]),
    access_technology: enumOf(["RTG", "ISDN", "ADSL", "FTTC", "FTTH", "FWA", "VOIP"]),
    status: enumOf(["ACTIVE", "TERMINATED"]),
    activated_on: format.date,
    terminated_on: optional(format.date),
    billing_account_id: format.id,
    billing_account_code: text(32),
    services: listOf(
      format.checked((cell) =>
        /^[\w.~-]+:.+:\d{4}-\d\d-\d\d$/.test(cell) ? undefined : "must be written id:name:activated_on",
      ),
    ),
  },
  "billing-accounts": { id: format.id, organization_id: format.id, code: text(32) },
  bills: {
    record: enumOf(["BILL", "LINE"]),
    bill_id: format.id,
    version: optional(format.count),
    bill_no: optional(text(40)),
    kind: optional(enumOf(["MOBILE", "FIXED"])),
    organization_id: optional(format.id),
    contract_id: optional(format.id),
    billing_account_id: optional(format.id),
    bill_date: optional(format.date),
    payment_due_date: optional(format.date),
    period_from: optional(format.date),
    period_to: optional(format.date),
    unit: optional(text(3)),
    tax_excluded_amount: optional(format.decimal),
    tax_amount: optional(format.decimal),
    tax_included_amount: optional(format.decimal),
    line_kind: optional(enumOf(["RECURRING", "USAGE", "ONE_OFF", "DISCOUNT", "ADJUSTMENT"])),
    description: optional(text(200)),
    amount: optional(format.decimal),
    mobile_line_id: optional(format.id),
    fixed_line_id: optional(format.id),
  },
  "bill-payments": {
    id: format.id,
    bill_id: format.id,
    amount: format.decimal,
    paid_on: format.date,
    reversed_on: optional(format.date),
  },
} satisfies Record<string, ColumnSet>;

export type FeedKind = keyof typeof FEED_COLUMNS;
export const FEED_KINDS = Object.keys(FEED_COLUMNS) as FeedKind[];

/** A kind that reads as documented and hands its rows over instead of writing them. */
export function collecting(name: FeedKind, rows: Record<string, unknown>[]) {
  const columns: ColumnSet = FEED_COLUMNS[name];
  return importKind({
    name,
    columns,
    ...(name === "mobile-usage" && { key: ["line_id", "period", "kind"] }),
    ...(name === "bills" && { key: ["bill_id", "record", "description", "mobile_line_id"] }),
    apply: async (batch) => {
      rows.push(...batch);
      return batch.map(() => "APPLIED" as const);
    },
  });
}

/** Columns of every kind in docs/import-formats.md, with what the table says of being required. */
export function documentedColumns(): Record<string, Record<string, string>> {
  const document = readFileSync(join(__dirname, "../../docs/import-formats.md"), "utf8");
  const sections = document.split("\n## ").slice(1);
  return Object.fromEntries(
    sections.map((section) => {
      const cells = [...section.matchAll(/^\| `(\w+)` +\| ([^|]+?) +\|/gm)];
      return [
        section.slice(0, section.indexOf("\n")),
        Object.fromEntries(cells.map(([, name, required]) => [name, required])),
      ];
    }),
  );
}
