import type { Caller } from "../../../schema/access/caller";
import {
  allOf,
  isOneOf,
  rowSource,
  rowsWhere,
  type PlainRow,
  type Reader,
  type SqlFragment,
} from "../../shared/database";
import { visibleLines } from "../model/scope";
import { FixedLineEntity } from "./line.entity";

/** A line as its row says it. */
export type FixedLine = PlainRow<FixedLineEntity>;

/** The table of lines under the alias `l`, with the columns that its entity shows. */
export const LINE_SOURCE = rowSource(FixedLineEntity, "l");

/** The lines of these ids, whoever asks: for the process itself, never for a person's answer. */
export async function linesById(reader: Reader, ids: readonly string[]): Promise<FixedLine[]> {
  return await linesWhere(reader, isOneOf("l.id", ids));
}

/** Those of these lines that the caller may reach. */
export async function visibleLinesById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<FixedLine[]> {
  return await linesWhere(reader, allOf([isOneOf("l.id", ids), visibleLines(caller)]));
}

/** The lines that have these numbers now and that the caller may reach; a TERMINATED line has its number no more. */
export async function visibleLinesByNumber(
  reader: Reader,
  caller: Caller,
  numbers: readonly string[],
): Promise<FixedLine[]> {
  return await linesWhere(reader, allOf([isOneOf("l.live_number", numbers), visibleLines(caller)]));
}

async function linesWhere(reader: Reader, where: SqlFragment): Promise<FixedLine[]> {
  return await rowsWhere(reader, LINE_SOURCE, where);
}
