import { v7 as uuid } from "uuid";
import type { Writer } from "../../shared/database";
import type { Message } from "./message";
import { OutboxMessageEntity } from "./outbox-message.entity";

/**
 * Decides on messages within the transaction of what they tell: both are kept or neither, and nothing is sent before the
 * commit. @param now epoch milliseconds
 */
export async function queueMessages(
  transaction: Writer,
  messages: readonly Message[],
  now: number,
): Promise<void> {
  if (messages.length === 0) return;
  await transaction.insert(
    OutboxMessageEntity,
    messages.map(({ channel, to, language, texts }) => ({
      id: uuid(),
      channel,
      recipient: to,
      ...texts[language],
      createdAt: now,
      nextAttemptAt: now,
      attempts: 0,
      sentAt: null,
      lastError: null,
    })),
  );
}
