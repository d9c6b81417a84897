import { isOneOf, type Reader, type Writer } from "../../shared/database";
import type { Language } from "../../shared/work/delivery/language";
import type { Message } from "../../shared/work/delivery/message";
import { emailIsNow, emailWasChanged, mobileNumberChanged } from "../messages/texts/contact-changed";
import { endProofs, endSteps, type Contact } from "./contact";
import type { AccountStatus } from "./user-status";

/** That somebody is reached elsewhere than before. */
export interface ContactChange {
  readonly userId: string;
  readonly before: Contact;
  readonly after: Contact;
  /** The link by which the owner of the address before takes it back, where there is one. */
  readonly undo?: string | null;
  /** Who changed it: whoever is signed in as the person, or the operator or their company; OTHERS unless told. */
  readonly by?: "OWNER" | "OTHERS";
}

interface Person {
  readonly id: string;
  readonly username: string;
  readonly language: Language;
  readonly status: AccountStatus;
}

/** Whether anything that is sent to the person now reaches another place. */
export function isReachedElsewhere(before: Contact, after: Contact): boolean {
  return before.email !== after.email || before.mobileNumber !== after.mobileNumber;
}

/**
 * What follows when people are reached elsewhere, whoever changed it: what was sent before opens nothing any more, and
 * the address before and the one after are both told. Whoever was never written to, invited by nobody yet, hears nothing.
 * @returns the messages @param now epoch milliseconds
 */
export async function afterContactChanges(
  transaction: Writer,
  changes: readonly ContactChange[],
  now: number,
): Promise<Message[]> {
  const real = changes.filter(({ before, after }) => isReachedElsewhere(before, after));
  if (real.length === 0) return [];
  const ids = real.map(({ userId }) => userId);
  const byOwner = real.filter(({ by }) => by === "OWNER").map(({ userId }) => userId);
  await endProofs(transaction, byOwner, "OWNER", now);
  const others = ids.filter((id) => !byOwner.includes(id));
  const invited = await endProofs(transaction, others, "OTHERS", now);
  const people = await peopleOf(transaction, ids);
  return real.flatMap((change) => {
    const person = people.get(change.userId);
    const isKnownToThem = person?.status === "ACTIVE" || invited.has(change.userId);
    return person === undefined || !isKnownToThem ? [] : toldOf(person, change);
  });
}

/**
 * The number is this person's from now on: it was proved, or its line was given to them. Whoever had it before has none,
 * and what is under way for it with others ends, as its messages would reach the wrong reader.
 * @returns what tells those who had it @param now epoch milliseconds
 */
export async function numberMovesTo(
  transaction: Writer,
  userId: string,
  mobileNumber: string,
  now: number,
): Promise<Message[]> {
  const others = await transaction.rows<{ userId: string; email: string }>(
    "SELECT id AS userId, email FROM user_account WHERE mobile_number = ? AND id <> ?",
    [mobileNumber, userId],
  );
  await endSteps(transaction, "mobile_number_proof", {
    sql: "mobile_number = ? AND user_id <> ?",
    parameters: [mobileNumber, userId],
  });
  if (others.length === 0) return [];
  const theirs = isOneOf(
    "id",
    others.map(({ userId: id }) => id),
  );
  await transaction.execute(
    "UPDATE user_account SET fed_mobile_number = COALESCE(fed_mobile_number, mobile_number), mobile_number = NULL" +
      ` WHERE mobile_number = ? AND ${theirs.sql}`,
    [mobileNumber, ...theirs.parameters],
  );
  const changes = others.map(({ userId: id, email }) => ({
    userId: id,
    before: { email, mobileNumber },
    after: { email, mobileNumber: null },
  }));
  return await afterContactChanges(transaction, changes, now);
}

async function peopleOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const theirs = isOneOf("id", ids);
  const rows = await reader.rows<Person>(
    `SELECT id, username, language, status FROM user_account WHERE ${theirs.sql}`,
    theirs.parameters,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function toldOf({ username, language }: Person, { before, after, undo = null }: ContactChange): Message[] {
  const messages: Message[] = [];
  const tell = (to: string, texts: Message["texts"]) =>
    messages.push({ channel: "email", to, language, texts });
  if (before.email !== after.email) {
    tell(before.email, emailWasChanged(username, undo));
    tell(after.email, emailIsNow(username));
  }
  // In the words of e-mail: whoever has the number now need not be the person.
  if (before.mobileNumber !== after.mobileNumber && before.mobileNumber !== null)
    tell(after.email, mobileNumberChanged(username, after.mobileNumber === null));
  return messages;
}
