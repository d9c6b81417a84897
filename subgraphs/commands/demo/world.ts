import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { billingAccountRows, billPaymentRows, billRows } from "./bills";
import { HOLDINGS, ORGANIZATIONS } from "./companies";
import { fixedLineRows } from "./fixed-network-lines";
import { contractRows, lineRows, usageRows } from "./line-rows";
import { grantRows, userRows } from "./people-rows";
import { siteRows } from "./sites";

const ROWS_A_CHUNK = 500;

/** A file of the demo feed: its kind, and its rows as they are written. */
export interface DemoFile {
  /** Kind of the import that takes it. */
  readonly kind: string;
  /** Made anew at each call, one row at a time; every row has every column of the kind. */
  readonly rows: () => Iterable<Readonly<Record<string, string>>>;
}

/**
 * The demo world as files of the operator's feed, in the order in which they are imported. It depends on nothing but
 * `day` (`YYYY-MM-DD`), to which all dates are relative: the same day gives the same bytes.
 */
export function demoWorld({ day }: { readonly day: string }): readonly DemoFile[] {
  return [
    { kind: "holdings", rows: () => HOLDINGS },
    { kind: "organizations", rows: () => ORGANIZATIONS },
    { kind: "users", rows: () => userRows(day) },
    { kind: "grants", rows: () => grantRows(day) },
    { kind: "mobile-contracts", rows: () => contractRows(day) },
    { kind: "mobile-lines", rows: () => lineRows(day) },
    { kind: "mobile-usage", rows: () => usageRows(day) },
    { kind: "sites", rows: () => siteRows() },
    { kind: "fixed-lines", rows: () => fixedLineRows(day) },
    { kind: "billing-accounts", rows: () => billingAccountRows() },
    { kind: "bills", rows: () => billRows(day) },
    { kind: "bill-payments", rows: () => billPaymentRows(day) },
  ];
}

/** The same as CSV with its header, made as it is read: `importFile(kind, demoCsv(file))`. */
export function demoCsv({ rows }: DemoFile): Readable {
  return Readable.from(chunksOf(rows()));
}

function* chunksOf(rows: Iterable<Readonly<Record<string, string>>>): Generator<string> {
  let chunk: Readonly<Record<string, string>>[] = [];
  let header = true;
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < ROWS_A_CHUNK) continue;
    yield stringify(chunk, { header });
    chunk = [];
    header = false;
  }
  if (chunk.length > 0) yield stringify(chunk, { header });
}
