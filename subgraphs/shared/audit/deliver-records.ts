import { AUDIT_EVENT, MOST_EVENTS, RECORD_EVENTS, type AuditEvent } from "../../../schema/internal/audit";
import { UnavailableError } from "../../../schema/errors";
import { BACKGROUND, isOneOf } from "../database";
import type { Environment } from "../subgraph/definition";

/** Milliseconds for which a process has the events that it took to itself; well above what one call may take. */
const LEASE = 10_000;
/** Milliseconds between two attempts: twice as long each time. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** What delivering records lives on. */
export type DeliveryContext = Pick<Environment<unknown>, "database" | "internal" | "now">;

interface Waiting {
  readonly id: string;
  readonly event: string;
  readonly attempts: number;
}

/**
 * Delivers what is due, until nothing is. Any number of processes may do so at once. A process that dies leaves its events
 * to whoever looks after the lease; identity knows by the id what it has already. Nothing is ever given up.
 * @throws UnavailableError when identity does not take them; they are tried again later
 */
export async function deliverRecords(context: DeliveryContext): Promise<void> {
  const { database, now } = context;
  for (;;) {
    const due = await database.read.rows<Waiting>(
      `${BACKGROUND}SELECT id, event, attempts FROM audit_outbox WHERE next_attempt_at <= ?` +
        " ORDER BY next_attempt_at, id LIMIT ?",
      [now(), MOST_EVENTS],
    );
    if (due.length === 0) return;
    // None is left when another process took them since. Some may be: identity knows what comes twice.
    if ((await lease(context, due, "due")) > 0) await deliver(context, due);
  }
}

/**
 * Delivers these events now, for an act whose answer waits for its record. Whatever is no longer in the outbox stands in
 * the chain. @throws UnavailableError when identity does not take them
 */
export async function deliverNow(context: DeliveryContext, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += MOST_EVENTS) {
    const condition = isOneOf("id", ids.slice(start, start + MOST_EVENTS));
    const waiting = await context.database.read.rows<Waiting>(
      `SELECT id, event, attempts FROM audit_outbox WHERE ${condition.sql}`,
      condition.parameters,
    );
    if (waiting.length === 0) continue;
    await lease(context, waiting, "all");
    await deliver(context, waiting);
  }
}

async function deliver(context: DeliveryContext, waiting: readonly Waiting[]): Promise<void> {
  const { database, internal, now } = context;
  const condition = isOneOf(
    "id",
    waiting.map(({ id }) => id),
  );
  const events = waiting.map(({ event }): AuditEvent => AUDIT_EVENT.parse(JSON.parse(event)));
  try {
    await internal("identity", RECORD_EVENTS, { events }, null);
  } catch (cause) {
    const attempts = Math.max(...waiting.map((each) => each.attempts));
    await database.write((transaction) =>
      transaction.execute(`${BACKGROUND}UPDATE audit_outbox SET next_attempt_at = ? WHERE ${condition.sql}`, [
        now() + pauseAfter(attempts),
        ...condition.parameters,
      ]),
    );
    throw Object.assign(new UnavailableError("The record of this cannot be kept just now"), { cause });
  }
  await database.write((transaction) =>
    transaction.execute(`${BACKGROUND}DELETE FROM audit_outbox WHERE ${condition.sql}`, condition.parameters),
  );
}

/**
 * Takes events for a while. Committed before the call, so that no lock is held while another process answers.
 * @param which all of them, or only those that nobody else has taken
 * @returns how many were taken
 */
async function lease(
  { database, now }: DeliveryContext,
  waiting: readonly Waiting[],
  which: "all" | "due",
): Promise<number> {
  const at = now();
  const condition = isOneOf(
    "id",
    waiting.map(({ id }) => id),
  );
  const due =
    which === "all" ? { sql: "1 = 1", parameters: [] } : { sql: "next_attempt_at <= ?", parameters: [at] };
  return await database.write((transaction) =>
    transaction.execute(
      `${BACKGROUND}UPDATE audit_outbox SET next_attempt_at = ?, attempts = attempts + 1` +
        ` WHERE ${condition.sql} AND ${due.sql}`,
      [at + LEASE, ...condition.parameters, ...due.parameters],
    ),
  );
}

function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts, 16));
}
