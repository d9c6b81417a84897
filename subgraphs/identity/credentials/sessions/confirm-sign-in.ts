import { countAttempt } from "../../../shared/act";
import { succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { publicAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { useSecondFactor } from "../second-factor/second-factor.repository";
import type { RefreshToken } from "./refresh-token";
import type { ConfirmSignInInput } from "./session-payloads.type";
import { beginSession } from "./session.repository";
import { refused, signedIn } from "./sign-in";
import { challengedUser, closeChallenge, countTry, triesLeft } from "./sign-in-challenge";
import { rememberClient } from "./sign-in-throttles";
import { recoveryCodeUsed, wrongSecondFactors } from "../../messages/texts/suspicious-sign-in";
import { toOwner } from "../../messages/to-owner";
import { recoveryCodesLeft } from "../second-factor/recovery-codes";
import { SecondFactorEndingEntity } from "../second-factor/second-factor-ending.entity";

const CHALLENGE_OVER = "This sign-in has taken too long, or too many codes were wrong. Sign in again.";
const WRONG_CODE = "The code is wrong, or was used before.";

/** The second step of a sign-in: a code of the device, or a recovery code. */
export async function confirmSignIn(context: CredentialsContext, { challengeId, code }: ConfirmSignInInput) {
  const { database, services, request, now } = context;
  return await publicAct(
    context,
    {
      mutation: "Mutation.confirmSignIn",
      // Counted once it is known whose challenge it is.
      throttles: [],
      async prepare() {
        const userId = await challengedUser(database.read, challengeId, now());
        if (userId === null) throw refused(CHALLENGE_OVER);
        // Over all challenges: each right password would bring five more tries otherwise.
        const throttle = { rule: THROTTLES.secondFactor, key: userId };
        await countAttempt(context, throttle);
        return { userId, throttle };
      },
      answer: ({ userId, token }: { readonly userId: string; readonly token: RefreshToken }) =>
        signedIn(context, userId, token, CHALLENGE_OVER),
    },
    async ({ transaction, now: at, tell, audit }, { userId, throttle }) => {
      if (!(await countTry(transaction, challengeId, at))) return refused(CHALLENGE_OVER);
      const used = await useSecondFactor(transaction, services, userId, code, at);
      if (used === null) {
        // The password was right: its owner must know that somebody else has it.
        if ((await triesLeft(transaction, challengeId)) === 0)
          tell(...(await toOwner(transaction, userId, wrongSecondFactors)));
        audit(await ownRecord(transaction, userId, "REFUSED"));
        return refused(WRONG_CODE);
      }
      await closeChallenge(transaction, challengeId, at);
      // Whoever has a code has not lost the factor.
      await transaction.delete(SecondFactorEndingEntity, { userId });
      if (used === "RECOVERY_CODE") {
        const texts = recoveryCodeUsed(await recoveryCodesLeft(transaction, userId));
        tell(...(await toOwner(transaction, userId, texts)));
      }
      await succeeded(transaction, context, throttle);
      await rememberClient(transaction, context, userId);
      const token = await beginSession(transaction, userId, request, services.sessionLimits, at);
      audit(await ownRecord(transaction, userId));
      return { userId, token };
    },
  );
}
