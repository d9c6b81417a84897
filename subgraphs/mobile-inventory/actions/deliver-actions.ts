import { BACKGROUND, isOneOf, type Database } from "../../shared/database";
import { parseDetails } from "./action-details";
import { applyDecisions, type Decision } from "./apply-actions";
import { isSo, stateOfLines } from "./line-state";
import type { OperatorSystems, SentAction } from "./operator-systems";

/** Actions of one call and one transaction. */
const BATCH = 100;
/** Milliseconds for which a process has the actions that it took; above what one call may take. */
const LEASE = 30_000;
const CALL_LIMIT = 20_000;
/** Milliseconds before a call that failed is tried again: twice as long each time. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15 * 60_000;

export interface DeliveryContext {
  readonly database: Database;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly systems: OperatorSystems;
  /** Wakes what tells people of refusals. */
  readonly onRefused: () => void;
}

interface DueRow {
  readonly id: string;
  readonly lineId: string;
  readonly msisdn: string;
  readonly details: string;
  readonly requestedAt: number;
  readonly attempts: number;
}

/**
 * Sends the actions that are due until none is, and carries out what is decided. Any number of processes may do so at
 * once; one that dies leaves its actions to whoever looks after the lease. An action whose line shows already what was
 * asked, because the feed brought it, is confirmed without a call.
 * @throws Error when the operator's systems cannot be asked; the actions stay pending and are sent again
 */
export async function deliverActions(context: DeliveryContext): Promise<void> {
  for (;;) {
    const due = await takeDue(context);
    if (due.length === 0) return;
    await deliver(context, due);
  }
}

async function takeDue({ database, now }: DeliveryContext): Promise<readonly DueRow[]> {
  const at = now();
  const due = await database.read.rows<DueRow>(
    `${BACKGROUND}SELECT a.id, a.line_id AS lineId, l.msisdn, a.details, a.requested_at AS requestedAt, a.attempts` +
      " FROM line_action a JOIN mobile_line l ON l.id = a.line_id" +
      " WHERE a.status = 'PENDING' AND a.next_attempt_at <= ? ORDER BY a.next_attempt_at LIMIT ?",
    [at, BATCH],
  );
  if (due.length === 0) return [];
  const condition = isOneOf(
    "id",
    due.map(({ id }) => id),
  );
  const taken = await database.write((transaction) =>
    transaction.execute(
      `${BACKGROUND}UPDATE line_action SET next_attempt_at = ?, attempts = attempts + 1` +
        ` WHERE ${condition.sql} AND status = 'PENDING' AND next_attempt_at <= ?`,
      [at + LEASE, ...condition.parameters, at],
    ),
  );
  // Another process took them since: what is sent twice has the same id, but there is no need.
  return taken === 0 ? [] : due;
}

async function deliver(context: DeliveryContext, due: readonly DueRow[]): Promise<void> {
  const { database, now, systems } = context;
  const ids = due.map(({ lineId }) => lineId);
  const lines = await stateOfLines(database.read, ids, "read");
  const shown: Decision[] = [];
  const sent: SentAction[] = [];
  for (const { id, lineId, msisdn, details, requestedAt } of due) {
    const line = lines.get(lineId);
    const action = parseDetails(details);
    if (line !== undefined && isSo(line, action)) shown.push({ id, outcome: "CONFIRMED" });
    else sent.push({ id, lineId, msisdn, requestedAt, details: action });
  }
  let decided: readonly Decision[] = [];
  let failure: unknown;
  try {
    if (sent.length > 0) decided = await systems.send(sent, AbortSignal.timeout(CALL_LIMIT));
  } catch (error) {
    failure = error;
  }
  const decisions = [...shown, ...decided];
  const known = new Set(decisions.map(({ id }) => id));
  const open = due.filter(({ id }) => !known.has(id));
  const refused = await database.write(async (transaction) => {
    const refusals = await applyDecisions(transaction, decisions, now());
    if (open.length === 0) return refusals;
    const attempts = Math.max(...open.map((each) => each.attempts));
    const pause = failure === undefined ? systems.askAgainAfter : pauseAfter(attempts);
    const condition = isOneOf(
      "id",
      open.map(({ id }) => id),
    );
    await transaction.execute(
      `${BACKGROUND}UPDATE line_action SET next_attempt_at = ? WHERE ${condition.sql} AND status = 'PENDING'`,
      [now() + pause, ...condition.parameters],
    );
    return refusals;
  });
  if (refused > 0) context.onRefused();
  if (failure !== undefined) throw failure as Error;
}

function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts, 20));
}
