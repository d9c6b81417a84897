import type { Caller } from "../../../schema/access/caller";
import { allOf, inList, type Reader, type SqlFragment } from "../../shared/database";
import type { RowSource } from "../../shared/inventory";
import { reachableLines } from "../scope";
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
  columns: COLUMNS.map(([column, property]) => `\`l\`.\`${column}\` AS \`${property}\``).join(", "),
  from: "`mobile_line` `l`",
};

export function toLine(row: MobileLineRow): MobileLine {
  return { ...row, roaming: row.roaming === 1 };
}

/** The lines of these ids, whoever asks: for the process itself, never for a person's answer. */
export async function linesById(reader: Reader, ids: readonly string[]): Promise<MobileLine[]> {
  return await linesWhere(reader, withValues("`l`.`id`", ids));
}

/** Those of these lines that the caller may reach. */
export async function reachableLinesById(
  reader: Reader,
  caller: Caller,
  ids: readonly string[],
): Promise<MobileLine[]> {
  return await linesWhere(reader, allOf([withValues("`l`.`id`", ids), reachableLines(caller)]));
}

/** The lines that have these numbers now and that the caller may reach; a TERMINATED line has its number no more. */
export async function reachableLinesByMsisdn(
  reader: Reader,
  caller: Caller,
  msisdns: readonly string[],
): Promise<MobileLine[]> {
  return await linesWhere(reader, allOf([withValues("`l`.`live_msisdn`", msisdns), reachableLines(caller)]));
}

function withValues(column: string, values: readonly string[]): SqlFragment {
  const list = inList(values);
  return { sql: `${column} IN ${list.sql}`, parameters: list.parameters };
}

async function linesWhere(reader: Reader, where: SqlFragment): Promise<MobileLine[]> {
  const rows = await reader.rows<MobileLineRow>(
    `SELECT ${LINE_SOURCE.columns} FROM ${LINE_SOURCE.from} WHERE ${where.sql}`,
    where.parameters,
  );
  return rows.map(toLine);
}
