import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import type { FileRow } from "../../shared/import";
import type { FedBill } from "./bill-record";
import { billRow } from "./bill-row";
import { tmfBill } from "./tmf-bill";

/** Longest line, in characters: a bill of the most lines fits. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** The bills of a file with one CustomerBill of TMF678 v4 as JSON in each line; empty lines are skipped. */
export async function* ndjsonBills(source: Readable): AsyncGenerator<FileRow<FedBill>> {
  let line = 0;
  let bytes = 0;
  for await (const text of createInterface({ input: source, crlfDelay: Infinity })) {
    line += 1;
    bytes += Buffer.byteLength(text) + 1;
    if (text.trim() !== "") yield { line, bytes, read: () => readLine(text) };
  }
}

function readLine(text: string): ReturnType<FileRow<FedBill>["read"]> {
  if (text.length > LONGEST_LINE)
    return { rejects: [{ reason: `is longer than ${LONGEST_LINE} characters` }] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { rejects: [{ reason: "is not one whole JSON value" }] };
  }
  const bill = tmfBill(value);
  return "rejects" in bill ? bill : billRow(bill);
}
