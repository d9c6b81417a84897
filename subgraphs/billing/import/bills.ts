import { PassThrough, type Readable } from "node:stream";
import type { Database } from "../../shared/database";
import type { FileRow, ImportKind } from "../../shared/import";
import { applyBills } from "./apply-bills";
import { billColumns } from "./bill-columns";
import type { FedBill } from "./bill-record";
import { csvBills } from "./csv-bills";
import { ndjsonBills } from "./ndjson-bills";
import { refusal } from "./refusal";

/** The bills of the operator's feed, as CSV or as NDJSON of TMF678's CustomerBill (docs/import-formats.md). */
export function billsImport(database: Database): ImportKind {
  const kind: ImportKind<FedBill> = {
    name: "bills",
    columns: billColumns,
    rows: billsOf,
    refusal,
    apply: (rows) => database.write((transaction) => applyBills(transaction, rows)),
  };
  return kind;
}

/** A file that begins with a brace is NDJSON. */
async function* billsOf(source: Readable): AsyncGenerator<FileRow<FedBill>> {
  const { begins, whole } = await peek(source);
  yield* begins === "{" ? ndjsonBills(whole) : csvBills(whole);
}

/** The first character that is no white space, and the file as if nobody had looked. */
async function peek(source: Readable): Promise<{ readonly begins: string; readonly whole: Readable }> {
  const whole = new PassThrough();
  const begins = await new Promise<string>((resolve, reject) => {
    source.once("error", reject);
    source.once("end", () => resolve(""));
    source.once("data", (chunk: Buffer | string) => {
      source.pause();
      source.unshift(chunk);
      resolve(/[^\s\uFEFF]/.exec(String(chunk))?.[0] ?? "");
    });
  });
  source.once("error", (error) => whole.destroy(error));
  source.pipe(whole);
  return { begins, whole };
}
