import { BACKGROUND, type Database, type Reader } from "../../database";
import type { Channel } from "./message";
import { LEASE, MOST_ATTEMPTS } from "./retry-schedule";
import type { OutgoingMessage } from "./sender";

/** A message that waits. Instants are epoch milliseconds, here and below. */
export interface WaitingMessage extends OutgoingMessage {
  /** Attempts begun. */
  readonly attempts: number;
  readonly expiresAt: number | null;
}

/** A message that this process alone may send until its lease ends. */
export type ClaimedMessage = WaitingMessage;

/** The messages of a channel that may be tried now, those first that have waited longest. */
export async function dueMessages(
  reader: Reader,
  channel: Channel,
  limit: number,
  now: number,
): Promise<WaitingMessage[]> {
  const rows = await reader.rows<Omit<WaitingMessage, "to"> & { readonly recipient: string }>(
    `${BACKGROUND}SELECT id, channel, recipient, subject, text,` +
      " created_at AS createdAt, expires_at AS expiresAt, attempts FROM outbox_message" +
      " WHERE channel = ? AND next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?",
    [channel, now, limit],
  );
  return rows.map(({ recipient, ...message }) => ({ ...message, to: recipient }));
}

/**
 * Claims what nobody else has claimed since it was read: of several processes exactly one raises the count of attempts.
 * The lease is committed before the message is sent, so no lock is held meanwhile.
 */
export async function claimMessages(
  database: Database,
  waiting: readonly WaitingMessage[],
  now: number,
): Promise<ClaimedMessage[]> {
  return await database.write(async (transaction) => {
    const claimed: ClaimedMessage[] = [];
    // In the order of ids: two processes that claim the same messages then wait for, not on, each other.
    for (const message of waiting.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      const count = await transaction.execute(
        `${BACKGROUND}UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = ?` +
          " WHERE id = ? AND attempts = ? AND next_attempt_at <= ?",
        [now + LEASE, message.id, message.attempts, now],
      );
      if (count === 1) claimed.push({ ...message, attempts: message.attempts + 1 });
    }
    return claimed;
  });
}

/** Notes that a message was taken, whoever holds its lease by now, and blanks what it said. */
export async function noteSent(database: Database, { id }: ClaimedMessage, now: number): Promise<void> {
  await database.write((transaction) =>
    transaction.execute(
      `${BACKGROUND}UPDATE outbox_message SET sent_at = ?, next_attempt_at = NULL,` +
        " given_up_at = NULL, last_error = NULL, text = '' WHERE id = ? AND sent_at IS NULL",
      [now, id],
    ),
  );
}

/** Notes a failed attempt and when the next may be, unless another process has claimed the message meanwhile. */
export async function noteFailed(
  database: Database,
  { id, attempts }: ClaimedMessage,
  reason: string,
  nextAttemptAt: number,
): Promise<void> {
  await database.write((transaction) =>
    transaction.execute(
      `${BACKGROUND}UPDATE outbox_message SET next_attempt_at = ?, last_error = ?` +
        " WHERE id = ? AND attempts = ? AND next_attempt_at IS NOT NULL",
      [nextAttemptAt, reason, id, attempts],
    ),
  );
}

/** Notes that a message will not be tried again and blanks what it said, unless another process has claimed it meanwhile. */
export async function noteGivenUp(
  database: Database,
  { id, attempts }: ClaimedMessage,
  reason: string,
  now: number,
): Promise<void> {
  await database.write((transaction) =>
    transaction.execute(
      `${BACKGROUND}UPDATE outbox_message SET given_up_at = ?, next_attempt_at = NULL,` +
        " last_error = ?, text = '' WHERE id = ? AND attempts = ? AND next_attempt_at IS NOT NULL",
      [now, reason, id, attempts],
    ),
  );
}

/** Why a claimed message is given up unsent, or null: it came too late, or every attempt before ended with its process. */
export function staleness({ attempts, expiresAt }: ClaimedMessage, now: number): string | null {
  if (expiresAt !== null && expiresAt <= now) return "expired before it could be sent";
  return attempts > MOST_ATTEMPTS ? "no attempt came to an end" : null;
}

/** Removes messages that were sent or given up, and are older than this instant. */
export async function removeSettled(database: Database, before: number): Promise<void> {
  await database.write((transaction) =>
    transaction.execute(
      `${BACKGROUND}DELETE FROM outbox_message WHERE created_at < ? AND next_attempt_at IS NULL`,
      [before],
    ),
  );
}
