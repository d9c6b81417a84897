import { v7 as uuid } from "uuid";
import type { Writer } from "../../database";
import type { Message } from "./message";
import { OutboxMessageEntity } from "./outbox-message.entity";

/**
 * Decides on messages within the transaction of what they tell: both are kept or neither, and nothing is sent before the
 * commit. The relay finds them by itself within half a second; `services.messages.wake()` after the commit spares the wait.
 * @param now epoch milliseconds
 */
export async function queueMessages(
  transaction: Writer,
  messages: readonly Message[],
  now: number,
): Promise<void> {
  if (messages.length === 0) return;
  await transaction.insert(
    OutboxMessageEntity,
    messages.map(({ id = uuid(), channel, to, language, texts, expiresAt = null }) => ({
      id,
      channel,
      recipient: to,
      ...texts[language],
      createdAt: now,
      expiresAt,
      nextAttemptAt: now,
      attempts: 0,
      sentAt: null,
      givenUpAt: null,
      lastError: null,
    })),
  );
}
