import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { billingImports } from "../../subgraphs/billing/import";
import { billing } from "../../subgraphs/billing/subgraph";
import { mobileInventory } from "../../subgraphs/mobile-inventory/subgraph";
import type { SubgraphDefinition } from "../../subgraphs/shared/subgraph/definition";
import type { Database } from "../../subgraphs/shared/database";
import { importFile, importKinds, type ImportReport } from "../../subgraphs/shared/import";
import type { TestDatabases } from "../kit/databases";
import { allTaken, feedTo, type FeedRow } from "../kit/feed";
import { NOW, openSubgraph, type TestSubgraph } from "../kit/subgraph";

export { caller, entity, NOW, personasOf, type GrantOf } from "../kit/subgraph";
export type { FeedRow };

export type Billing = TestSubgraph;

/** The subgraph on a database of its own, empty. */
export const openBilling = (open: TestDatabases["open"]): Promise<Billing> =>
  openSubgraph(billing, open, [mobileInventory as SubgraphDefinition]);

type Kind = keyof typeof billingImports;

const kinds = (database: Database) => importKinds(billingImports, database, () => NOW);

export function feed(database: Database, kind: Kind, rows: readonly FeedRow[]): Promise<ImportReport> {
  return feedTo(kinds(database), kind, rows);
}

/** The same, where every row must be taken. */
export function plant(database: Database, kind: Kind, rows: readonly FeedRow[]): Promise<void> {
  return allTaken(feed(database, kind, rows));
}

/** Sends the text of a file of bills, whatever it is. */
export async function feedText(database: Database, text: string, resumeFrom?: number): Promise<ImportReport> {
  const kind = kinds(database).find(({ name }) => name === "bills")!;
  return await importFile(kind, Readable.from([text]), resumeFrom === undefined ? {} : { resumeFrom });
}

export function accountRow(id: string, organization: string): FeedRow {
  return { id, organization_id: organization, code: `B-${id}` };
}

export interface BillOf {
  readonly id: string;
  /** A contract (`mc-…`) or a billing account (`ba-…`). */
  readonly owner: string;
  readonly organization: string;
  /** The charges, without tax. */
  readonly charges: readonly string[];
  readonly tax: string;
  readonly gross: string;
  /** The sum of the charges unless given. */
  readonly net?: string;
  readonly date?: string;
  readonly due?: string;
  readonly version?: number;
  readonly billNo?: string;
  readonly unit?: string;
  /** Of the first charge. */
  readonly line?: string;
}

/** The records of a bill: itself and its charges. */
export function billRecords(bill: BillOf): FeedRow[] {
  const { id, owner, organization, charges, date = "2026-05-01" } = bill;
  const isMobile = owner.startsWith("mc-");
  const head = {
    record: "BILL",
    bill_id: id,
    version: String(bill.version ?? 1),
    bill_no: bill.billNo ?? `N-${id}`,
    kind: isMobile ? "MOBILE" : "FIXED",
    organization_id: organization,
    contract_id: isMobile ? owner : "",
    billing_account_id: isMobile ? "" : owner,
    bill_date: date,
    payment_due_date: bill.due ?? "2026-06-30",
    period_from: "2026-04-01",
    period_to: "2026-04-30",
    unit: bill.unit ?? "EUR",
    tax_excluded_amount: bill.net ?? charges[0] ?? "0",
    tax_amount: bill.tax,
    tax_included_amount: bill.gross,
  };
  const lines = charges.map((amount, index) => ({
    record: "LINE",
    bill_id: id,
    period_from: "2026-04-01",
    period_to: "2026-04-30",
    line_kind: "RECURRING",
    description: `Canone ${index + 1}`,
    amount,
    ...(index === 0 && bill.line !== undefined
      ? { [isMobile ? "mobile_line_id" : "fixed_line_id"]: bill.line }
      : {}),
  }));
  return [head, ...lines];
}

/** A bill of one charge with 22 % of tax, in whole cents. */
export function simpleBill(
  id: string,
  owner: string,
  organization: string,
  cents: number,
  more: Partial<BillOf> = {},
): FeedRow[] {
  const tax = Math.round(cents * 0.22);
  const text = (value: number) => (value / 100).toFixed(2);
  return billRecords({
    id,
    owner,
    organization,
    charges: [text(cents)],
    tax: text(tax),
    gross: text(cents + tax),
    ...more,
  });
}

const COLUMNS = Object.keys(
  kinds(undefined as unknown as Database).find(({ name }) => name === "bills")!.columns,
);

/** The records as a CSV file. */
export function csvOf(records: readonly FeedRow[]): string {
  return stringify([...records], { header: true, columns: COLUMNS });
}
