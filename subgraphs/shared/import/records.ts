import type { Readable } from "node:stream";
import { parse } from "csv-parse";

/** Longest record, in characters: an open quote would otherwise swallow the rest of the file into memory. */
export const LONGEST_RECORD = 65_536;

/** One record of the file; `line` is the one on which it begins, from 1; `bytes` of the file were read with it. */
export interface CsvRecord {
  readonly line: number;
  readonly bytes: number;
  readonly cells: readonly string[];
}

/** From here on nobody can tell cells from text. */
export class BrokenCsv extends Error {
  override readonly name = "BrokenCsv";
}

interface Emitted {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly bytes: number };
}

/**
 * The records of a CSV file (RFC 4180, UTF-8 with or without byte order mark, any line ends) one after the other,
 * in constant memory. Empty lines are skipped. A quote within an unquoted cell is text. Throws {@link BrokenCsv},
 * after the last good record, on a quote never closed and on a record over {@link LONGEST_RECORD}; and whatever
 * `source` fails with.
 */
export async function* csvRecords(source: Readable): AsyncGenerator<CsvRecord> {
  let broken = false;
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    // Left to itself the parser throws away the good records that it has already read.
    skip_records_with_error: true,
    on_skip: () => {
      if (broken) return undefined;
      broken = true;
      source.unpipe(parser);
      parser.end();
      return undefined;
    },
  });
  source.once("error", (error) => parser.destroy(error));
  source.pipe(parser);
  // The parser counts a line break within quotes by its characters, so that each CR LF there counts twice.
  let countedTwice = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Emitted>) {
      const breaks = occurrences(record, "\n") + occurrences(record, "\r");
      yield { line: info.lines - breaks - countedTwice, bytes: info.bytes, cells: record };
      if (breaks > 0) countedTwice += occurrences(record, "\r\n");
    }
  } finally {
    source.destroy();
  }
  if (broken) {
    throw new BrokenCsv(`a quote is never closed, or a record is longer than ${LONGEST_RECORD} characters`);
  }
}

function occurrences(cells: readonly string[], part: string): number {
  let count = 0;
  for (const cell of cells) {
    for (let index = cell.indexOf(part); index >= 0; index = cell.indexOf(part, index + part.length)) count++;
  }
  return count;
}
