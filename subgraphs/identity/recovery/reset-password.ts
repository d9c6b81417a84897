import { Refused } from "../../shared/act";
import { succeeded } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { publicAct } from "../act/act";
import { ownRecord } from "../audit/own-record";
import type { RecoveringContext } from "./context";
import { hashPassword } from "../credentials/passwords/password-hash";
import { withdrawProofs } from "../credentials/passwords/withdraw-proofs";
import { hasSecondFactor } from "../credentials/second-factor/second-factor.repository";
import { endSessionsExcept } from "../credentials/sessions/session.repository";
import { rememberClient } from "../credentials/sessions/sign-in-throttles";
import { passwordChanged } from "../messages/texts/password-changed";
import { toOwner } from "../messages/to-owner";
import type { ResetPasswordInput } from "./recovery.types";
import { resetOf, useResetToken } from "./reset-token";
import { bringBack } from "./way-back";

/**
 * R7: the new password of whoever reads the account's e-mail. Ends every session, tells the owner and signs nobody in; a
 * second factor stays, as the mailbox is one proof and not two. The link that an address given up got brings it back, too. A password that may not be chosen does not use up the token.
 */
export async function resetPassword(context: RecoveringContext, { token, newPassword }: ResetPasswordInput) {
  const { database, services, now, request } = context;
  const throttle = { rule: THROTTLES.resetFromAddress, key: clientAddress(request.ipAddress) };
  return await publicAct(
    context,
    {
      mutation: "Mutation.resetPassword",
      throttles: [throttle],
      async prepare() {
        const account = await resetOf(database.read, token, now());
        if (account === null) throw tokenOver();
        const { userId, username, restoresEmail, expiresAt } = account;
        const owner = { username, hasSecondFactor: await hasSecondFactor(database.read, userId) };
        const fault = await services.passwordFault(newPassword, owner);
        if (fault !== null) throw new Refused("BAD_USER_INPUT", fault, ["input", "newPassword"]);
        return { userId, restoresEmail, expiresAt, passwordHash: await hashPassword(newPassword) };
      },
    },
    async ({ transaction, now: at, tell, audit }, { userId, restoresEmail, expiresAt, passwordHash }) => {
      if (!(await useResetToken(transaction, token, at))) throw tokenOver();
      await transaction.execute("UPDATE user_account SET password_hash = ? WHERE id = ?", [
        passwordHash,
        userId,
      ]);
      if (restoresEmail !== null)
        tell(...(await bringBack(transaction, { userId, expiresAt }, restoresEmail, at)));
      await endSessionsExcept(transaction, userId, null, at);
      await withdrawProofs(transaction, userId, at);
      await rememberClient(transaction, context, userId);
      await succeeded(transaction, context, throttle);
      tell(...(await toOwner(transaction, userId, passwordChanged)));
      audit(await ownRecord(transaction, userId));
      return {};
    },
  );
}

function tokenOver(): Refused {
  const message = "This link holds no more, or was used. Ask for another one.";
  return new Refused("BAD_USER_INPUT", message, ["input", "token"]);
}
