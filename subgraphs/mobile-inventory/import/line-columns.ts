import { format, type Reject, type RowOf } from "../../shared/import";
import { dateOfStatus } from "../../shared/import/row-checks";
import { MOBILE_LINE_STATUSES, PREMIUM_SERVICES, SIM_ADMINISTRATIVE_STATES, SIM_KINDS } from "../vocabulary";

const { enumOf, listOf, named, optional, text } = format;

/** One line with everything that hangs from it (docs/import-formats.md). */
export const lineColumns = {
  id: format.id,
  contract_id: format.id,
  msisdn: format.msisdn,
  status: enumOf(MOBILE_LINE_STATUSES),
  activated_on: format.date,
  terminated_on: optional(format.date),
  frozen_on: optional(format.date),
  label: optional(text(100)),
  roaming: format.boolean,
  tariff_plan_id: format.id,
  tariff_plan_name: text(100),
  options: listOf(named(100)),
  premium_service_blacklist: listOf(enumOf(PREMIUM_SERVICES)),
  cost_center_code: optional(text(32)),
  cost_center_name: optional(text(100)),
  iccid: format.iccid,
  imsi: format.imsi,
  puk: format.puk,
  sim_kind: enumOf(SIM_KINDS),
  sim_administrative_state: enumOf(SIM_ADMINISTRATIVE_STATES),
  imei: optional(format.imei),
  device_model: optional(text(100)),
};

export type LineRow = RowOf<typeof lineColumns>;

/** What a row says about itself that cannot be: the tables' own checks, in words. */
export function checkLine(row: LineRow): Reject | undefined {
  return (
    dateOfStatus(row, "TERMINATED", "terminated_on", row.terminatedOn) ??
    dateOfStatus(row, "FROZEN", "frozen_on", row.frozenOn) ??
    (row.costCenterName !== null && row.costCenterCode === null
      ? { column: "cost_center_name", reason: "needs a cost_center_code" }
      : undefined) ??
    (new Set(row.options.map(({ id }) => id)).size < row.options.length
      ? { column: "options", reason: "names an option twice" }
      : undefined)
  );
}
