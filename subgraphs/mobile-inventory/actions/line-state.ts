import { inList, type Reader } from "../../shared/database";
import type { LineActionKind, MobileLineStatus, PremiumService, SimAdministrativeState } from "../vocabulary";
import type { ActionDetails } from "./action-details";

/** What decides whether an action makes sense on a line. */
export interface LineState {
  readonly id: string;
  readonly msisdn: string;
  readonly contractId: string;
  readonly organizationId: string;
  readonly status: MobileLineStatus;
  readonly costCenterId: string | null;
  readonly simState: SimAdministrativeState | null;
  readonly iccid: string | null;
  /** The kind of the action under way. */
  readonly pending: LineActionKind | null;
  readonly pendingDetails: string | null;
  readonly options: ReadonlySet<string>;
  readonly blocked: ReadonlySet<PremiumService>;
}

type StateRow = Omit<LineState, "options" | "blocked">;

/**
 * The state of these lines by id, in three statements for however many. Inside a transaction the lines stay locked until
 * it ends, so that what was seen still holds when it is written.
 */
export async function stateOfLines(
  reader: Reader,
  ids: readonly string[],
  lock: "locked" | "read" = "locked",
): Promise<ReadonlyMap<string, LineState>> {
  const list = inList(ids);
  const suffix = lock === "locked" && reader.dialect === "mysql" ? " FOR UPDATE" : "";
  const rows = await reader.rows<StateRow>(
    "SELECT l.id, l.msisdn, l.contract_id AS contractId, l.organization_id AS organizationId, l.status," +
      " l.cost_center_id AS costCenterId, s.administrative_state AS simState, s.iccid," +
      " a.kind AS pending, a.details AS pendingDetails" +
      " FROM mobile_line l LEFT JOIN sim s ON s.line_id = l.id LEFT JOIN line_action a ON a.open_line_id = l.id" +
      ` WHERE l.id IN ${list.sql} ORDER BY l.id${suffix}`,
    list.parameters,
  );
  const options = new Map(rows.map(({ id }) => [id, new Set<string>()]));
  const blocked = new Map(rows.map(({ id }) => [id, new Set<PremiumService>()]));
  const active = await reader.rows<{ lineId: string; optionId: string }>(
    `SELECT line_id AS lineId, option_id AS optionId FROM mobile_line_option WHERE line_id IN ${list.sql}`,
    list.parameters,
  );
  for (const { lineId, optionId } of active) options.get(lineId)?.add(optionId);
  const services = await reader.rows<{ lineId: string; service: PremiumService }>(
    `SELECT line_id AS lineId, service FROM premium_service_block WHERE line_id IN ${list.sql}`,
    list.parameters,
  );
  for (const { lineId, service } of services) blocked.get(lineId)?.add(service);
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, options: options.get(row.id) ?? new Set(), blocked: blocked.get(row.id) ?? new Set() },
    ]),
  );
}

/** What asking for an action on a line comes to. BUSY: another action is under way. CONFLICT: its state forbids it. */
export type Move = "DONE" | "UNCHANGED" | "CONFLICT" | "BUSY";

/**
 * The state machine of a line (R22, R23; the SIM's state is another thing). ACTIVE and FROZEN lead to each other, nothing
 * leads out of TERMINATED. An action that is asked for again while it is under way changes nothing.
 */
export function moveOf(line: LineState, action: ActionDetails): Move {
  if (line.pending !== null) return line.pendingDetails === JSON.stringify(action) ? "UNCHANGED" : "BUSY";
  if (line.status === "TERMINATED") return "CONFLICT";
  return isSo(line, action) ? "UNCHANGED" : needsSim(action) && line.simState === null ? "CONFLICT" : "DONE";
}

/** Whether the line is already what the action would make of it. */
export function isSo(line: LineState, action: ActionDetails): boolean {
  switch (action.kind) {
    case "LOCK_SIM":
      return line.simState === "LOCKED";
    case "UNLOCK_SIM":
      return line.simState === "UNLOCKED";
    case "FREEZE":
      return line.status === "FROZEN";
    case "UNFREEZE":
      return line.status === "ACTIVE";
    case "REPLACE_SIM":
      return line.iccid === action.newIccid;
    case "SET_OPTIONS":
      return (
        action.add.every((id) => line.options.has(id)) && !action.remove.some((id) => line.options.has(id))
      );
    default:
      return (
        action.blocked.length === line.blocked.size &&
        action.blocked.every((service) => line.blocked.has(service))
      );
  }
}

function needsSim({ kind }: ActionDetails): boolean {
  return kind === "LOCK_SIM" || kind === "UNLOCK_SIM" || kind === "REPLACE_SIM";
}
