import type { Caller } from "../../../schema/access/caller";
import {
  allOf,
  isOneOf,
  rowsWhere,
  type Reader,
  type RowSource,
  type SqlFragment,
} from "../../shared/database";
import { visibleLines } from "../scope";
import type { MobileLineStatus } from "../vocabulary";

/** A line as its row says it. Dates are `YYYY-MM-DD`. */
export interface MobileLine {
  readonly id: string;
  readonly contractId: string;
  readonly organizationId: string;
  readonly msisdn: string;
  readonly status: MobileLineStatus;
  readonly activatedOn: string;
  readonly terminatedOn: string | null;
  readonly frozenOn: string | null;
  readonly label: string | null;
  readonly roaming: boolean;
  readonly tariffPlanId: string;
  readonly costCenterId: string | null;
}

/** As the databases answer it: booleans are 0 and 1. */
export type MobileLineRow = Omit<MobileLine, "roaming"> & { readonly roaming: 0 | 1 };

const COLUMNS: readonly (readonly [column: string, property: keyof MobileLine])[] = [
  ["id", "id"],
  ["contract_id", "contractId"],
  ["organization_id", "organizationId"],
  ["msisdn", "msisdn"],
  ["status", "status"],
  ["activated_on", "activatedOn"],
  ["terminated_on", "terminatedOn"],
  ["frozen_on", "frozenOn"],
  ["label", "label"],
  ["roaming", "roaming"],
  ["tariff_plan_id", "tariffPlanId"],
  ["cost_center_id", "costCenterId"],
];

export const LINE_SOURCE: RowSource = {
  columns: COLUMNS.map(([column, property]) => `l.${column} AS ${property}`).join(", "),
  from: "mobile_line l",
};

export function toLine(row: MobileLineRow): MobileLine {
  return { ...row, roaming: row.roaming === 1 };
}

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
  const rows = await rowsWhere<MobileLineRow>(reader, LINE_SOURCE, where);
  return rows.map(toLine);
}
