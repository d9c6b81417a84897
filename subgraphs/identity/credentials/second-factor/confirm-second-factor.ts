import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { recordOwnAct } from "../../audit/own-act";
import type { IdentityContext } from "../../context";
import { notifyOwner } from "../../messages/notify-owner";
import { secondFactorChanged } from "../../messages/texts/second-factor-changed";
import { attempt, succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import { signedInUser } from "../../people/signed-in-user";
import { makeRecoveryCodes } from "./recovery-codes";
import type { ConfirmSecondFactorPayloadType } from "./second-factor-payloads.type";
import { storedSecondFactor, useTotp } from "./second-factor.repository";

const NOTHING_TO_CONFIRM: UserErrorType = {
  code: "CONFLICT",
  message: "There is no second factor that waits to be confirmed. Enrol one first.",
  field: null,
};
const WRONG_CODE: UserErrorType = {
  code: "BAD_USER_INPUT",
  message: "The code is wrong. Check the clock of your device, and try the next code.",
  field: ["code"],
};

/** Puts the second factor in force, once the device has shown that it gives the right codes. Answers the recovery codes, once. */
export async function confirmSecondFactor(
  context: IdentityContext,
  code: string,
): Promise<ConfirmSecondFactorPayloadType> {
  const { database, services, now, caller } = context;
  const userId = signedInUser(caller);
  const throttle = { rule: THROTTLES.secondFactor, key: userId };
  const wait = await attempt(context, throttle);
  if (wait !== null) return refused(tooManyAttempts(wait));
  const outcome = await database.write(async (transaction) => {
    const at = now();
    const stored = await storedSecondFactor(transaction, userId);
    if (stored === null || stored.confirmedAt !== null) return NOTHING_TO_CONFIRM;
    if (!(await useTotp(transaction, services, userId, code, at))) return WRONG_CODE;
    const confirmed = await transaction.execute(
      "UPDATE second_factor SET confirmed_at = ? WHERE user_id = ? AND confirmed_at IS NULL",
      [at, userId],
    );
    if (confirmed === 0) return NOTHING_TO_CONFIRM;
    const recoveryCodes = await makeRecoveryCodes(transaction, services.keyedHash, userId);
    await succeeded(transaction, context, throttle);
    await notifyOwner(transaction, userId, secondFactorChanged("added"), at);
    await recordOwnAct(transaction, context, userId, "Mutation.confirmSecondFactor");
    return recoveryCodes;
  });
  if (!Array.isArray(outcome)) return refused(outcome);
  services.messages.wake();
  return { recoveryCodes: outcome, userErrors: [] };
}

function refused(error: UserErrorType): ConfirmSecondFactorPayloadType {
  return { recoveryCodes: null, userErrors: [error] };
}
