import { CodedError } from "../../../../schema/errors";
import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { recordOwnAct } from "../../audit/own-act";
import type { IdentityContext } from "../../context";
import { notifyOwner } from "../../messages/notify-owner";
import { secondFactorChanged } from "../../messages/texts/second-factor-changed";
import { ownPassword } from "../passwords/own-password";
import { passwordLengthFault } from "../passwords/password-policy";
import { attempt, succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import { signedInUser } from "../../people/signed-in-user";
import { RecoveryCodeEntity } from "./recovery-code.entity";
import type { RemoveSecondFactorInput, RemoveSecondFactorPayloadType } from "./second-factor-payloads.type";
import { hasSecondFactor, useSecondFactor } from "./second-factor.repository";

const ACTION = "Mutation.removeSecondFactor";
const NONE: UserErrorType = { code: "CONFLICT", message: "You have no second factor.", field: null };
const WRONG_CODE: UserErrorType = {
  code: "UNAUTHENTICATED",
  message: "The code is wrong, or was used before.",
  field: ["input", "code"],
};

/**
 * Takes the second factor away from whoever shows both, the password and a code.
 * @throws CodedError UNAUTHENTICATED when the session has ended meanwhile, as a reset ends it: the second factor stays
 */
export async function removeSecondFactor(
  context: IdentityContext,
  { password, code }: RemoveSecondFactorInput,
): Promise<RemoveSecondFactorPayloadType> {
  const { database, services, now, caller } = context;
  const userId = signedInUser(caller);
  if (!(await hasSecondFactor(database.read, userId))) return { userErrors: [NONE] };
  const wrongPassword = await ownPassword(context, userId, password, {
    field: ["input", "password"],
    action: ACTION,
  });
  if (wrongPassword !== null) return { userErrors: [wrongPassword] };
  const lengthFault = passwordLengthFault(password, false);
  if (lengthFault !== null) {
    const message = `${lengthFault} Without a second factor yours is too short: change it first.`;
    return { userErrors: [{ code: "CONFLICT", message, field: null }] };
  }
  const throttle = { rule: THROTTLES.secondFactor, key: userId };
  const wait = await attempt(context, throttle);
  if (wait !== null) return { userErrors: [tooManyAttempts(wait)] };
  const removed = await database.write(async (transaction) => {
    const at = now();
    if (!(await useSecondFactor(transaction, services, userId, code, at))) return false;
    await transaction.delete(RecoveryCodeEntity, { userId });
    const removals = await transaction.execute(
      "DELETE FROM second_factor WHERE user_id = ?" +
        " AND EXISTS (SELECT 1 FROM session WHERE id = ? AND ended_at IS NULL)",
      [userId, caller.sessionId],
    );
    if (removals === 0) throw new CodedError("UNAUTHENTICATED", "Sign in first");
    await succeeded(transaction, context, throttle);
    await notifyOwner(transaction, userId, secondFactorChanged("removed"), at);
    await recordOwnAct(transaction, context, userId, ACTION);
    return true;
  });
  if (!removed) return { userErrors: [WRONG_CODE] };
  services.messages.wake();
  return { userErrors: [] };
}
