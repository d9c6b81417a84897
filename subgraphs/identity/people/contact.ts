import { withdrawCodes } from "../../shared/codes/one-time-codes";
import { isOneOf, type Reader, type SqlFragment, type Writer } from "../../shared/database";

/** Where a person is reached. */
export interface Contact {
  readonly email: string;
  readonly mobileNumber: string | null;
}

/** What a proof keeps of where it was sent to; the number is blank for none. */
export interface SentTo {
  readonly sentEmail: string;
  readonly sentNumber: string;
}

export function sentTo({ email, mobileNumber }: Contact): SentTo {
  return { sentEmail: email, sentNumber: mobileNumber ?? "" };
}

/**
 * Condition that a proof is worth something still: its account is reached where the proof was sent to. Every use of an
 * invitation, a link to a new password or a sign-in under way carries it, in the transaction that uses it up; so whatever
 * changes an address or a number, now or in a release to come, ends what was sent to the one before.
 * @param proof alias of the proof's table @param account alias of `user_account`
 */
export function stillReached(proof: string, account: string): string {
  return `${emailStillReached(proof, account)} AND ${proof}.sent_number = COALESCE(${account}.mobile_number, '')`;
}

/** The same for what goes by e-mail alone, which another number does not touch. */
export function emailStillReached(proof: string, account: string): string {
  return `${proof}.sent_email = ${account}.email`;
}

/** Where the person is reached now; null for nobody. */
export async function contactOf(reader: Reader, userId: string): Promise<Contact | null> {
  return await reader.row<Contact>(
    "SELECT email, mobile_number AS mobileNumber FROM user_account WHERE id = ?",
    [userId],
  );
}

/**
 * Takes back what waits for a code, and the codes. By their ids: on MySQL a search that deletes locks all that it reads,
 * and people who confirm at the same moment would wait for each other in a circle.
 */
export async function endSteps(
  transaction: Writer,
  table: "invitation" | "mobile_number_proof",
  condition: SqlFragment,
): Promise<void> {
  const rows = await transaction.rows<{ id: string }>(
    `SELECT id FROM ${table} WHERE ${condition.sql}`,
    condition.parameters,
  );
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await withdrawCodes(transaction, ids);
  const these = isOneOf("id", ids);
  await transaction.execute(`DELETE FROM ${table} WHERE ${these.sql}`, these.parameters);
}

/**
 * Ends every proof of these people that is under way: for when somebody else may read what was sent. The conditions
 * above would refuse them until the former address came back; this is for good.
 * @param by whoever is signed in as the owner of the account may be a thief: the ways back to former addresses stay
 * @returns those who had an invitation out @param now epoch milliseconds
 */
export async function endProofs(
  transaction: Writer,
  userIds: readonly string[],
  by: "OWNER" | "OTHERS",
  now: number,
): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const theirs = isOneOf("user_id", userIds);
  const invited = await transaction.rows<{ userId: string }>(
    `SELECT user_id AS userId FROM invitation WHERE ${theirs.sql}`,
    theirs.parameters,
  );
  for (const table of ["invitation", "mobile_number_proof"] as const)
    await endSteps(transaction, table, theirs);
  const unused = {
    password_reset: by === "OWNER" ? " AND restores_email IS NULL" : "",
    sign_in_challenge: "",
  };
  for (const [table, kept] of Object.entries(unused))
    await transaction.execute(
      `UPDATE ${table} SET used_at = ? WHERE used_at IS NULL${kept} AND ${theirs.sql}`,
      [now, ...theirs.parameters],
    );
  return new Set(invited.map(({ userId }) => userId));
}
