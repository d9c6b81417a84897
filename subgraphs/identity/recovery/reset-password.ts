import type { UserErrorType } from "../../shared/graphql/user-error.type";
import { recordOwnAct } from "../audit/own-act";
import type { IdentityContext } from "../context";
import { notifyOwner } from "../messages/notify-owner";
import { passwordChanged } from "../messages/texts/password-changed";
import { hashPassword } from "../credentials/passwords/password-hash";
import { withdrawProofs } from "../credentials/passwords/withdraw-proofs";
import { hasSecondFactor } from "../credentials/second-factor/second-factor.repository";
import { endSessionsExcept } from "../credentials/sessions/session.repository";
import { rememberClient } from "../credentials/sessions/sign-in-throttles";
import { attempt, succeeded } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { tooManyAttempts } from "../../shared/throttle/too-many-attempts";
import type { RecoveryPayloadType, ResetPasswordInput } from "./recovery.types";
import { resetOf, useResetToken } from "./reset-token";

const TOKEN_OVER: UserErrorType = {
  code: "BAD_USER_INPUT",
  message: "This link holds no more, or was used. Ask for another one.",
  field: ["input", "token"],
};

/**
 * R7: the new password of whoever reads the account's e-mail. Ends every session, tells the owner and signs nobody in; a
 * second factor stays, as the mailbox is one proof and not two. A password that may not be chosen does not use up the token.
 */
export async function resetPassword(
  context: Pick<IdentityContext, "database" | "services" | "now" | "request">,
  { token, newPassword }: ResetPasswordInput,
): Promise<RecoveryPayloadType> {
  const { database, services, now, request } = context;
  const throttle = { rule: THROTTLES.resetFromAddress, key: clientAddress(request.ipAddress) };
  const wait = await attempt(context, throttle);
  if (wait !== null) return { userErrors: [tooManyAttempts(wait)] };
  const account = await resetOf(database.read, token, now());
  if (account === null) return { userErrors: [TOKEN_OVER] };
  const { userId, username } = account;
  const owner = { username, hasSecondFactor: await hasSecondFactor(database.read, userId) };
  const fault = await services.passwordFault(newPassword, owner);
  if (fault !== null)
    return { userErrors: [{ code: "BAD_USER_INPUT", message: fault, field: ["input", "newPassword"] }] };
  const passwordHash = await hashPassword(newPassword);
  const isDone = await database.write(async (transaction) => {
    const at = now();
    if (!(await useResetToken(transaction, token, at))) return false;
    await transaction.execute("UPDATE user_account SET password_hash = ? WHERE id = ?", [
      passwordHash,
      userId,
    ]);
    await endSessionsExcept(transaction, userId, null, at);
    await withdrawProofs(transaction, userId, at);
    await rememberClient(transaction, context, userId);
    await succeeded(transaction, context, throttle);
    await notifyOwner(transaction, userId, passwordChanged, at);
    await recordOwnAct(transaction, context, userId, "Mutation.resetPassword");
    return true;
  });
  if (!isDone) return { userErrors: [TOKEN_OVER] };
  services.messages.wake();
  return { userErrors: [] };
}
