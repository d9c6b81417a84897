import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { readHeader } from "./header";
import type { ImportKind } from "./import-kind";
import type { ImportOptions } from "./import-options";
import { ImportRefused, ImportStopped, type ImportReport } from "./import-report";
import { ImportRun } from "./import-run";
import { rowReader } from "./read-row";
import { BrokenCsv, csvRecords } from "./records";

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
  let readRow: ReturnType<typeof rowReader<Row>> | undefined;
  try {
    for await (const record of csvRecords(source)) {
      if (readRow) await run.take(record, readRow);
      else readRow = rowReader(kind, readHeader(record.cells, kind.columns));
    }
  } catch (error) {
    // What stood before the broken place is good, and the message then names that very place.
    if (error instanceof BrokenCsv) await run.flush();
    throw error;
  }
  if (!readRow) throw new ImportRefused("The file is empty: not even a header.");
  await run.flush();
}
