import { notFound, Refused } from "../../shared/act";
import type { Reader } from "../../shared/database";
import { assertIdempotencyKey } from "../../shared/text/idempotency-key";
import { act } from "../act";
import type { MobileContext } from "../context";
import { linesById, type MobileLine } from "../line/line.repository";
import type { ActionDetails } from "./action-details";
import type { ReplaceSimInput, SetPremiumServiceBlacklistInput } from "./action-input.types";
import { moveOf, stateOfLines, type LineState } from "./line-state";
import { requestActions } from "./request-actions";

/**
 * Asks the operator's systems to give a line another SIM. The line shows the action until they have.
 * @returns the line; `userErrors` for an ICCID that is in use and for a line that cannot have it now
 */
export async function replaceSim(
  context: MobileContext,
  { newIccid, reason, idempotencyKey }: ReplaceSimInput,
) {
  return await actOnLine(
    context,
    "Mutation.replaceSim",
    { kind: "REPLACE_SIM", newIccid, reason },
    idempotencyKey ?? null,
  );
}

/** Asks the operator's systems to block exactly these premium services on a line; none blocks nothing. */
export async function setPremiumServiceBlacklist(
  context: MobileContext,
  { blocked }: SetPremiumServiceBlacklistInput,
) {
  const services = [...new Set(blocked)].toSorted();
  return await actOnLine(context, "Mutation.setPremiumServiceBlacklist", {
    kind: "SET_PREMIUM_SERVICE_BLACKLIST",
    blocked: services,
  });
}

async function actOnLine(
  context: MobileContext,
  mutation: `Mutation.${string}`,
  action: ActionDetails,
  idempotencyKey: string | null = null,
) {
  return await act<{ line: MobileLine }>(
    context,
    {
      mutation,
      conflicts: { uq_line_action_open: BUSY },
      prepare: () => {
        assertIdempotencyKey(idempotencyKey, ["input", "idempotencyKey"]);
        return Promise.resolve(undefined);
      },
    },
    async ({ transaction, on, caller, now, audit, nothingChanged }) => {
      const [line] = await linesById(transaction, [on.id]);
      const state = (await stateOfLines(transaction, [on.id])).get(on.id);
      if (line === undefined || state === undefined) throw notFound();
      context.loaders.pendingAction.clear(on.id);
      if (await isRepeated(transaction, caller.userId, idempotencyKey, on.id, action)) {
        nothingChanged();
        return { line };
      }
      const move = moveOf(state, action);
      if (move === "UNCHANGED") nothingChanged();
      else {
        refuse(move, state);
        if (action.kind === "REPLACE_SIM") await assertFree(transaction, action.newIccid);
        await requestActions(transaction, [state], action, {
          requestedBy: caller.userId,
          now,
          idempotencyKey,
        });
        audit({ target: { type: "MobileLine", id: on.id, label: labelOf(line, action) } });
      }
      return { line };
    },
  );
}

const BUSY = {
  message: "Another change of this line is under way. Wait for it, and try again.",
  field: ["input", "lineId"],
};

function refuse(move: "DONE" | "CONFLICT" | "BUSY", { status }: LineState): void {
  if (move === "BUSY") throw new Refused("CONFLICT", BUSY.message, BUSY.field);
  if (move !== "CONFLICT") return;
  const why = status === "TERMINATED" ? "The line is terminated." : "The line has no SIM.";
  throw new Refused("CONFLICT", why, ["input", "lineId"]);
}

/** @throws Refused when another line has this SIM */
async function assertFree(transaction: Reader, iccid: string): Promise<void> {
  const taken = await transaction.row("SELECT line_id FROM sim WHERE iccid = ?", [iccid]);
  if (taken !== null)
    throw new Refused("CONFLICT", "The SIM belongs to another line.", ["input", "newIccid"]);
}

/** Whether this very action was asked for under this key before. @throws Refused when the key was another action's */
async function isRepeated(
  transaction: Reader,
  userId: string,
  key: string | null,
  lineId: string,
  action: ActionDetails,
): Promise<boolean> {
  if (key === null) return false;
  const known = await transaction.row<{ lineId: string; details: string }>(
    "SELECT line_id AS lineId, details FROM line_action WHERE requested_by = ? AND idempotency_key = ?",
    [userId, key],
  );
  if (known === null) return false;
  if (known.lineId === lineId && known.details === JSON.stringify(action)) return true;
  throw new Refused(
    "CONFLICT",
    "The idempotency key belongs to another action of yours. Choose another one.",
    ["input", "idempotencyKey"],
  );
}

function labelOf({ msisdn }: MobileLine, action: ActionDetails): string {
  if (action.kind === "REPLACE_SIM") return `${msisdn}: ${action.newIccid}, ${action.reason}`;
  if (action.kind === "SET_PREMIUM_SERVICE_BLACKLIST")
    return `${msisdn}: ${action.blocked.join(", ") || "nothing"}`;
  return msisdn;
}
