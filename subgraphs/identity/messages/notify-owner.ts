import type { Writer } from "../../shared/database";
import type { Language } from "./language";
import type { Texts } from "./message";
import { queueMessages } from "./queue-message";

/** Writes to the owner of an account, at its e-mail address and in their language, within the transaction of what it tells. */
export async function notifyOwner(
  transaction: Writer,
  userId: string,
  texts: Texts,
  now: number,
): Promise<void> {
  const owner = await transaction.row<{ email: string; language: Language }>(
    "SELECT email, language FROM user_account WHERE id = ?",
    [userId],
  );
  if (owner === null) return;
  await queueMessages(
    transaction,
    [{ channel: "email", to: owner.email, language: owner.language, texts }],
    now,
  );
}
