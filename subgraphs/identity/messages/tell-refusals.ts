import { TELL_REFUSALS, type RefusalNotice } from "../../../schema/internal/line-actions";
import { isOneOf, type Writer } from "../../shared/database";
import { answering, type InternalFunction } from "../../shared/subgraph/definition";
import { queueMessages } from "../../shared/work/delivery/queue-messages";
import { lineActionsRefused } from "./texts/line-actions-refused";
import { toOwner } from "./to-owner";

/**
 * Writes to people whose actions on lines were refused, sealed. Each notice is one message under the notice's own id, so
 * that whatever was told before is passed over.
 */
export const tellRefusals: InternalFunction<{ readonly messages: { wake(): void } }> = answering(
  TELL_REFUSALS,
  async ({ notices }, { database, services, now }) => {
    const told = await database.write((transaction) => queueNew(transaction, notices, now()));
    services.messages.wake();
    return { told };
  },
);

async function queueNew(
  transaction: Writer,
  notices: readonly RefusalNotice[],
  now: number,
): Promise<number> {
  const condition = isOneOf(
    "id",
    notices.map(({ id }) => id),
  );
  const known = await transaction.rows<{ id: string }>(
    `SELECT id FROM outbox_message WHERE ${condition.sql}`,
    condition.parameters,
  );
  const ids = new Set(known.map(({ id }) => id));
  let told = 0;
  for (const { id, userId, ...notice } of notices) {
    if (ids.has(id)) continue;
    ids.add(id);
    const messages = await toOwner(transaction, userId, lineActionsRefused(notice));
    await queueMessages(
      transaction,
      messages.map((message) => ({ ...message, id })),
      now,
    );
    told += messages.length;
  }
  return told;
}
