import type { Reader } from "../../shared/database";
import type { Language } from "../../shared/work/delivery/language";
import type { Message, Texts } from "../../shared/work/delivery/message";

/** A message to the owner of an account, at its e-mail address and in their language; none for nobody's. */
export async function toOwner(reader: Reader, userId: string, texts: Texts): Promise<Message[]> {
  const owner = await reader.row<{ email: string; language: Language }>(
    "SELECT email, language FROM user_account WHERE id = ?",
    [userId],
  );
  return owner === null ? [] : [{ channel: "email", to: owner.email, language: owner.language, texts }];
}
