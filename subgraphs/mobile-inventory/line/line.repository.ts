import type { Caller } from "../../../schema/access/caller";
import {
  allOf,
  isOneOf,
  rowReader,
  rowSource,
  rowsWhere,
  type PlainRow,
  type RawRow,
  type Reader,
  type SqlFragment,
} from "../../shared/database";
import { visibleLines } from "../scope";
import { MobileLineEntity } from "./line.entity";

/** A line as its row says it. */
export type MobileLine = PlainRow<MobileLineEntity>;
export type MobileLineRow = RawRow<MobileLineEntity>;

export const LINE_SOURCE = rowSource(MobileLineEntity, "l");
export const toLine = rowReader(MobileLineEntity);

/** The lines of these ids, whoever asks: for the process itself, never for a person's answer. */
export async function linesById(reader: Reader, ids: readonly string[]): Promise<MobileLine[]> {
  return await linesWhere(reader, isOneOf("l.id", ids));
}

/** Those of these lines that the caller may reach. */
export async function visibleLinesById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<MobileLine[]> {
  return await linesWhere(reader, allOf([isOneOf("l.id", ids), visibleLines(caller)]));
}

/** The lines that have these numbers now and that the caller may reach; a TERMINATED line has its number no more. */
export async function visibleLinesByMsisdn(
  reader: Reader,
  caller: Caller,
  msisdns: readonly string[],
): Promise<MobileLine[]> {
  return await linesWhere(reader, allOf([isOneOf("l.live_msisdn", msisdns), visibleLines(caller)]));
}

async function linesWhere(reader: Reader, where: SqlFragment): Promise<MobileLine[]> {
  const rows = await rowsWhere(reader, LINE_SOURCE, where);
  return rows.map(toLine);
}
