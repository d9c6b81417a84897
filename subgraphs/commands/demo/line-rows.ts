import { addDays } from "./calendar";
import { CONTRACTS } from "./companies";
import { allLines, type DemoLine } from "./lines";
import { usageMonths, usageOf } from "./usage";

type Row = Readonly<Record<string, string>>;

/** Rows of the kind `mobile-contracts`. */
export function* contractRows(day: string): Generator<Row> {
  for (const { id, number, organizationId, signedDaysAgo } of CONTRACTS) {
    const signedOn = addDays(day, -signedDaysAgo);
    yield { id, number, organization_id: organizationId, signed_on: signedOn, status: "ACTIVE" };
  }
}

/** Rows of the kind `mobile-lines`. */
export function* lineRows(day: string): Generator<Row> {
  for (const line of allLines(day)) yield lineRow(line);
}

/** Rows of the kind `mobile-usage`. */
export function* usageRows(day: string): Generator<Row> {
  const months = usageMonths(day);
  for (const line of allLines(day)) yield* usageOf(line, months);
}

/** A line as a row of the feed `mobile-lines`. */
export function lineRow(line: DemoLine): Row {
  const { label, roaming, ...details } = line.details;
  return {
    id: line.id,
    contract_id: line.contract.id,
    msisdn: line.msisdn,
    status: line.status,
    activated_on: line.activatedOn,
    terminated_on: line.terminatedOn,
    frozen_on: line.frozenOn,
    label: label ?? "",
    roaming: roaming ?? "",
    tariff_plan_id: line.plan.id,
    tariff_plan_name: line.plan.name,
    ...details,
    sim_kind: line.simKind,
  };
}
