import { Refused } from "../../../shared/act";
import { succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { ownAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { secondFactorChanged } from "../../messages/texts/second-factor-changed";
import { toOwner } from "../../messages/to-owner";
import { signedInUser } from "../../people/signed-in-user";
import { makeRecoveryCodes } from "./recovery-codes";
import { storedSecondFactor, useTotp } from "./second-factor.repository";
import { withdrawProofs } from "../passwords/withdraw-proofs";
import { endSessionsExcept } from "../sessions/session.repository";

/**
 * Puts the second factor in force, once the device has shown that it gives the right codes. Other
 * sessions end: whoever began one of them showed the password alone. Answers the recovery codes, once.
 */
export async function confirmSecondFactor(context: CredentialsContext, code: string) {
  const { services } = context;
  const throttle = { rule: THROTTLES.secondFactor, key: signedInUser(context.caller) };
  return await ownAct(
    context,
    { mutation: "Mutation.confirmSecondFactor", throttles: [throttle] },
    async ({ transaction, caller: { userId, sessionId }, now, tell, audit }) => {
      const stored = await storedSecondFactor(transaction, userId);
      if (stored === null || stored.confirmedAt !== null) throw nothingToConfirm();
      if (!(await useTotp(transaction, services, userId, code, now))) {
        const message = "The code is wrong. Check the clock of your device, and try the next code.";
        throw new Refused("BAD_USER_INPUT", message, ["code"]);
      }
      const confirmed = await transaction.execute(
        "UPDATE second_factor SET confirmed_at = ? WHERE user_id = ? AND confirmed_at IS NULL",
        [now, userId],
      );
      if (confirmed === 0) throw nothingToConfirm();
      const recoveryCodes = await makeRecoveryCodes(transaction, services.keyedHash, userId);
      await endSessionsExcept(transaction, userId, sessionId, now);
      await withdrawProofs(transaction, userId, now);
      await succeeded(transaction, context, throttle);
      tell(...(await toOwner(transaction, userId, secondFactorChanged("added"))));
      audit(await ownRecord(transaction, userId));
      return { recoveryCodes };
    },
  );
}

function nothingToConfirm(): Refused {
  const message = "There is no second factor that waits to be confirmed. Enrol one first.";
  return new Refused("CONFLICT", message);
}
