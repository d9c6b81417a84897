import { createHash, randomBytes } from "node:crypto";
import type { Reader, Writer } from "../../shared/database";
import { PasswordResetEntity } from "./password-reset.entity";
import { emailStillReached } from "../people/contact";

/** Milliseconds for which a token holds. */
export const RESET_LIFETIME = 10 * 60_000;

/** A link to a new password, sent to the account's present address. */
export async function newResetToken(
  transaction: Writer,
  { userId, email }: { readonly userId: string; readonly email: string },
  now: number,
): Promise<string> {
  const bounds = { userId, sentEmail: email, restoresEmail: null, expiresAt: now + RESET_LIFETIME };
  return await insertResetToken(transaction, bounds);
}

/** Makes a token, 256 random bits in hexadecimal: one word, however a mail reader breaks its lines. Only its hash is stored. */
export async function insertResetToken(
  transaction: Writer,
  bounds: Pick<PasswordResetEntity, "userId" | "sentEmail" | "restoresEmail" | "expiresAt">,
): Promise<string> {
  const token = randomBytes(32).toString("hex");
  await transaction.insert(PasswordResetEntity, [{ ...bounds, tokenHash: hashOf(token), usedAt: null }]);
  return token;
}

/** A way back holds although the account has another address: that is what it is for. */
const holds = (reset: string, account: string): string =>
  `(${reset}.restores_email IS NOT NULL OR ${emailStillReached(reset, account)})`;

export interface OpenReset {
  readonly userId: string;
  readonly username: string;
  /** The address that a way back brings back; null for a link to a new password. */
  readonly restoresEmail: string | null;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Whose password the token may change; null when it is none, was used, or holds no more. */
export async function resetOf(reader: Reader, token: string, now: number): Promise<OpenReset | null> {
  return await reader.row(
    "SELECT u.id AS userId, u.username, r.restores_email AS restoresEmail, r.expires_at AS expiresAt" +
      " FROM password_reset r JOIN user_account u ON u.id = r.user_id AND u.status = 'ACTIVE'" +
      ` WHERE r.token_hash = ? AND r.used_at IS NULL AND r.expires_at > ? AND ${holds("r", "u")}`,
    [hashOf(token), now],
  );
}

/** Uses the token up; false when another was faster, or the account has another address by now. */
export async function useResetToken(transaction: Writer, token: string, now: number): Promise<boolean> {
  const used = await transaction.execute(
    "UPDATE password_reset SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?" +
      " AND EXISTS (SELECT 1 FROM user_account u WHERE u.id = password_reset.user_id" +
      ` AND ${holds("password_reset", "u")})`,
    [now, hashOf(token), now],
  );
  return used > 0;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
