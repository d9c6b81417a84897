import { ConstraintViolation, inList, isOneOf, type Writer } from "../../shared/database";
import { dayInItaly } from "../../shared/scalars";
import { PremiumServiceBlockEntity } from "../line/premium-service-block.entity";
import { MobileLineOptionEntity } from "../tariff/tariff.entities";
import { parseDetails, type ActionDetails } from "./action-details";
import { stateOfLines, type LineState } from "./line-state";

/** What the operator's systems answered of an action. A replaced SIM comes with its own IMSI and PUK. */
export interface Decision {
  readonly id: string;
  readonly outcome: "CONFIRMED" | "REFUSED";
  readonly reason?: string | undefined;
  readonly sim?: { readonly imsi: string; readonly puk: string } | undefined;
}

interface OpenAction {
  readonly id: string;
  readonly lineId: string;
  readonly details: string;
}

/**
 * Carries out what was decided: a confirmed action changes its line, a refused one leaves it. An action that is no longer
 * pending is left alone, so that an answer which comes twice changes nothing.
 * @param now epoch milliseconds
 * @returns how many were refused, by the operator's systems or because the line has moved on
 */
export async function applyDecisions(
  transaction: Writer,
  decisions: readonly Decision[],
  now: number,
): Promise<number> {
  const condition = isOneOf(
    "id",
    decisions.map(({ id }) => id),
  );
  const lock = transaction.dialect === "mysql" ? " FOR UPDATE" : "";
  const open = await transaction.rows<OpenAction>(
    "SELECT id, line_id AS lineId, details" +
      ` FROM line_action WHERE ${condition.sql} AND status = 'PENDING' ORDER BY id${lock}`,
    condition.parameters,
  );
  if (open.length === 0) return 0;
  const lines = await stateOfLines(
    transaction,
    open.map(({ lineId }) => lineId),
  );
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const confirmed: string[] = [];
  const refused: { readonly id: string; readonly reason: string }[] = [];
  for (const action of open) {
    const line = lines.get(action.lineId);
    const decision = byId.get(action.id);
    if (line === undefined || decision === undefined) continue;
    const reason = await carryOut(transaction, line, parseDetails(action.details), decision, now);
    if (reason === null) confirmed.push(action.id);
    else refused.push({ id: action.id, reason: Array.from(reason).slice(0, 255).join("") });
  }
  await close(transaction, confirmed, "CONFIRMED", null, now);
  for (const { id, reason } of refused) await close(transaction, [id], "REFUSED", reason, now);
  return refused.length;
}

/** Null when the line is now as the action would have it, else why it is refused. */
async function carryOut(
  transaction: Writer,
  line: LineState,
  action: ActionDetails,
  { outcome, reason, sim }: Decision,
  now: number,
): Promise<string | null> {
  if (outcome === "REFUSED") return reason ?? "The operator's systems gave no reason";
  if (line.status === "TERMINATED") return "The line is terminated";
  try {
    await change(transaction, line, action, sim, now);
    return null;
  } catch (error) {
    if (!(error instanceof ConstraintViolation) || action.kind !== "REPLACE_SIM") throw error;
    return "The SIM belongs to another line";
  }
}

async function change(
  transaction: Writer,
  line: LineState,
  action: ActionDetails,
  sim: Decision["sim"],
  now: number,
): Promise<void> {
  const { id } = line;
  switch (action.kind) {
    case "FREEZE":
      if (line.status === "ACTIVE")
        await transaction.execute("UPDATE mobile_line SET status = 'FROZEN', frozen_on = ? WHERE id = ?", [
          dayInItaly(now),
          id,
        ]);
      return;
    case "UNFREEZE":
      await transaction.execute("UPDATE mobile_line SET status = 'ACTIVE', frozen_on = NULL WHERE id = ?", [
        id,
      ]);
      return;
    case "LOCK_SIM":
    case "UNLOCK_SIM":
      await transaction.execute("UPDATE sim SET administrative_state = ? WHERE line_id = ?", [
        action.kind === "LOCK_SIM" ? "LOCKED" : "UNLOCKED",
        id,
      ]);
      return;
    case "REPLACE_SIM":
      if (sim === undefined) throw new Error(`The replaced SIM of line ${id} came without IMSI and PUK`);
      await transaction.execute(
        "UPDATE sim SET iccid = ?, imsi = ?, puk = ?, administrative_state = 'UNLOCKED' WHERE line_id = ?",
        [action.newIccid, sim.imsi, sim.puk, id],
      );
      return;
    case "SET_OPTIONS":
      return await changeOptions(transaction, line, action.add, action.remove);
    case "SET_PREMIUM_SERVICE_BLACKLIST":
      await transaction.delete(PremiumServiceBlockEntity, { lineId: id });
      await transaction.insert(
        PremiumServiceBlockEntity,
        action.blocked.map((service) => ({ lineId: id, service })),
      );
  }
}

async function changeOptions(
  transaction: Writer,
  { id, options }: LineState,
  add: readonly string[],
  remove: readonly string[],
): Promise<void> {
  const list = inList(remove);
  if (remove.length > 0)
    await transaction.execute(
      `DELETE FROM mobile_line_option WHERE line_id = ? AND option_id IN ${list.sql}`,
      [id, ...list.parameters],
    );
  const rows = add.filter((optionId) => !options.has(optionId)).map((optionId) => ({ lineId: id, optionId }));
  await transaction.insert(MobileLineOptionEntity, rows);
}

async function close(
  transaction: Writer,
  ids: readonly string[],
  status: "CONFIRMED" | "REFUSED",
  reason: string | null,
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  const condition = isOneOf("id", ids);
  await transaction.execute(
    "UPDATE line_action SET status = ?, open_line_id = NULL, next_attempt_at = ?, decided_at = ?, reason = ?" +
      ` WHERE ${condition.sql}`,
    // A refusal still has to be told.
    [status, status === "REFUSED" ? now : null, now, reason, ...condition.parameters],
  );
}
