import { createHash, randomBytes } from "node:crypto";
import type { Reader, Writer } from "../../../shared/database";
import { SignInChallengeEntity } from "./sign-in-challenge.entity";
import { contactOf, sentTo, stillReached } from "../../people/contact";

/** Milliseconds in which the second factor has to follow the password. */
export const CHALLENGE_LIFETIME = 5 * 60_000;
/** Codes that may be tried; after that the password is asked for again. */
export const CHALLENGE_TRIES = 5;

/** Its account is reached as when the password was shown: a changed address or number ends what is under way. */
const REACHED =
  "EXISTS (SELECT 1 FROM user_account u WHERE u.id = sign_in_challenge.user_id" +
  ` AND ${stillReached("sign_in_challenge", "u")})`;

/** What signIn answers in place of tokens. */
export interface SignInChallenge {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Notes that the password was right. */
export async function beginChallenge(
  transaction: Writer,
  userId: string,
  now: number,
): Promise<SignInChallenge> {
  const id = randomBytes(32).toString("base64url");
  const expiresAt = now + CHALLENGE_LIFETIME;
  const contact = await contactOf(transaction, userId);
  if (contact === null) throw new Error("A challenge for nobody");
  await transaction.insert(SignInChallengeEntity, [
    { idHash: hashOf(id), userId, expiresAt, tries: 0, usedAt: null, ...sentTo(contact) },
  ]);
  return { id, expiresAt };
}

/** Whose challenge it is; null when it is none, or holds no more. */
export async function challengedUser(reader: Reader, id: string, now: number): Promise<string | null> {
  const found = await reader.row<{ userId: string }>(
    "SELECT user_id AS userId FROM sign_in_challenge" +
      ` WHERE id_hash = ? AND used_at IS NULL AND expires_at > ? AND tries < ? AND ${REACHED}`,
    [hashOf(id), now, CHALLENGE_TRIES],
  );
  return found?.userId ?? null;
}

/** Counts a try before it is made: of many that come at once no more than allowed get on. */
export async function countTry(transaction: Writer, id: string, now: number): Promise<boolean> {
  const counted = await transaction.execute(
    "UPDATE sign_in_challenge SET tries = tries + 1" +
      ` WHERE id_hash = ? AND used_at IS NULL AND expires_at > ? AND tries < ? AND ${REACHED}`,
    [hashOf(id), now, CHALLENGE_TRIES],
  );
  return counted > 0;
}

/** How many codes may be tried still. */
export async function triesLeft(reader: Reader, id: string): Promise<number> {
  const row = await reader.row<{ tries: number }>("SELECT tries FROM sign_in_challenge WHERE id_hash = ?", [
    hashOf(id),
  ]);
  return CHALLENGE_TRIES - (row?.tries ?? CHALLENGE_TRIES);
}

/** The challenge is met, and good for nothing more. */
export async function closeChallenge(transaction: Writer, id: string, now: number): Promise<void> {
  await transaction.execute("UPDATE sign_in_challenge SET used_at = ? WHERE id_hash = ?", [now, hashOf(id)]);
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}
