import type { Readable } from "node:stream";
import type { FileRow } from "./file-row";
import { readHeader } from "./header";
import type { ImportKind } from "./import-kind";
import { ImportRefused } from "./import-report";
import { rowReader } from "./read-row";
import { csvRecords } from "./records";

/** The rows of a CSV file whose header has the kind's columns, one record each. @throws ImportRefused */
export async function* csvRows<Row>(kind: ImportKind<Row>, source: Readable): AsyncGenerator<FileRow<Row>> {
  let readRow: ReturnType<typeof rowReader<Row>> | undefined;
  for await (const { line, bytes, cells } of csvRecords(source)) {
    const reader = readRow;
    if (reader === undefined) readRow = rowReader(kind, readHeader(cells, kind.columns));
    else yield { line, bytes, read: () => reader(cells) };
  }
  if (readRow === undefined) throw new ImportRefused("The file is empty: not even a header.");
}
