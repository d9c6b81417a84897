import type { Writer } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import type { Message } from "../../shared/work/delivery/message";
import { contactOf } from "../people/contact";
import { afterContactChanges } from "../people/contact-changes";
import { insertResetToken, type OpenReset } from "./reset-token";

/** Milliseconds for which the owner of an address given up may take the account back. */
const WAY_BACK_LIFETIME = 7 * 24 * 60 * 60_000;

/**
 * A link for the address that an account had before: whoever reads there brings it back, with a password of their own
 * (`resetPassword`). So a thief who changes the address of an account that they got into does not keep it by that.
 * @param address the address before, and the one that the account has now @param now epoch milliseconds
 */
export async function newWayBack(
  transaction: Writer,
  address: { readonly userId: string; readonly formerly: string; readonly now: string },
  portalUrl: string,
  now: number,
): Promise<string> {
  const token = await insertResetToken(transaction, {
    userId: address.userId,
    sentEmail: address.formerly,
    restoresEmail: address.formerly,
    expiresAt: now + WAY_BACK_LIFETIME,
  });
  return new URL(`/reset-password?token=${token}`, portalUrl).href;
}

/**
 * Brings the address before back. Ways back made later, as for an address that a thief went on to, end; earlier ones
 * stay, as whoever uses a later one first must not bar the owner's.
 * @returns what tells both addresses @param now epoch milliseconds
 */
export async function bringBack(
  transaction: Writer,
  { userId, expiresAt }: Pick<OpenReset, "userId" | "expiresAt">,
  email: string,
  now: number,
): Promise<Message[]> {
  const before = await contactOf(transaction, userId);
  if (before === null) throw new Error("A way back to nobody's account");
  await transaction.execute("UPDATE user_account SET email = ?, email_key = ? WHERE id = ?", [
    email,
    foldText(email),
    userId,
  ]);
  await transaction.execute(
    "UPDATE password_reset SET used_at = ? WHERE user_id = ? AND used_at IS NULL AND expires_at >= ?",
    [now, userId, expiresAt],
  );
  const after = { ...before, email };
  return await afterContactChanges(transaction, [{ userId, before, after, by: "OWNER" }], now);
}
