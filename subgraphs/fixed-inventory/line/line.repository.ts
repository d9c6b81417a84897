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
import type { AccessTechnology, FixedLineStatus, ServiceFamily } from "../vocabulary";

/** A line as its row says it. Dates are `YYYY-MM-DD`. */
export interface FixedLine {
  readonly id: string;
  readonly siteId: string;
  readonly organizationId: string;
  readonly billingAccountId: string;
  readonly number: string;
  readonly family: ServiceFamily;
  readonly accessTechnology: AccessTechnology;
  readonly status: FixedLineStatus;
  readonly activatedOn: string;
  readonly terminatedOn: string | null;
}

const COLUMNS: readonly (readonly [column: string, property: keyof FixedLine])[] = [
  ["id", "id"],
  ["site_id", "siteId"],
  ["organization_id", "organizationId"],
  ["billing_account_id", "billingAccountId"],
  ["number", "number"],
  ["family", "family"],
  ["access_technology", "accessTechnology"],
  ["status", "status"],
  ["activated_on", "activatedOn"],
  ["terminated_on", "terminatedOn"],
];

export const LINE_SOURCE: RowSource = {
  columns: COLUMNS.map(([column, property]) => `l.${column} AS ${property}`).join(", "),
  from: "fixed_line l",
};

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
  return await rowsWhere<FixedLine>(reader, LINE_SOURCE, where);
}
