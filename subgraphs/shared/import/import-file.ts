import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import type { ImportKind } from "./import-kind";
import type { ImportOptions } from "./import-options";
import { ImportRefused, ImportStopped, type ImportReport } from "./import-report";
import { ImportRun } from "./import-run";
import { BrokenCsv } from "./records";
import { csvRows } from "./rows-of-file";

/**
 * Imports one CSV file of the operator's feed in constant memory: batches in transactions, a refused row refusing
 * only itself. Of rows with one key the later one wins. Throws {@link ImportRefused} on a header that does not fit
 * and {@link ImportStopped} when the file or the database fails midway.
 */
export async function importFile<Row>(
  kind: ImportKind<Row>,
  source: Readable | string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const run = new ImportRun(kind, options);
  try {
    await readInto(run, kind, typeof source === "string" ? createReadStream(source) : source);
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The import stopped before line ${run.nextLine}: ${reason}`;
    throw new ImportStopped(message, run.report, run.nextLine, { cause: error });
  }
  return run.report;
}

async function readInto<Row>(run: ImportRun<Row>, kind: ImportKind<Row>, source: Readable): Promise<void> {
  const rows = kind.rows?.(source) ?? csvRows(kind, source);
  try {
    for await (const row of rows) await run.take(row);
  } catch (error) {
    // What stood before the broken place is good, and the message then names that very place.
    if (error instanceof BrokenCsv) await run.flush();
    throw error;
  }
  await run.flush();
}
