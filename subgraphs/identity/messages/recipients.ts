import { isOneOf, type Reader } from "../../shared/database";
import type { Language } from "../../shared/work/delivery/language";
import type { Message, Texts } from "../../shared/work/delivery/message";

/** Where a person is written to. */
export interface Recipient {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: Language;
}

/** Those of these people whose accounts are not deactivated, by id. */
export async function recipients(
  reader: Reader,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Recipient>> {
  const ids = isOneOf("id", [...new Set(userIds)]);
  const rows = await reader.rows<Recipient>(
    "SELECT id, display_name AS displayName, email, language FROM user_account" +
      ` WHERE ${ids.sql} AND status <> 'DEACTIVATED' ORDER BY id`,
    ids.parameters,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** An e-mail to the person, or none when there is nobody to write to. */
export function emailTo(recipient: Recipient | undefined, texts: Texts): Message[] {
  if (recipient === undefined) return [];
  return [{ channel: "email", to: recipient.email, language: recipient.language, texts }];
}
