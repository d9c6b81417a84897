import { recordOwnAct } from "../../audit/own-act";
import { useSecondFactor } from "../second-factor/second-factor.repository";
import { attempt, succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import type { ConfirmSignInInput, SignInPayloadType } from "./session-payloads.type";
import { beginSession } from "./session.repository";
import { NOBODY, refused, signedIn, type SignInContext } from "./sign-in";
import { challengedUser, closeChallenge, countTry } from "./sign-in-challenge";
import { rememberClient } from "./sign-in-throttles";

const ACTION = "Mutation.confirmSignIn";
const CHALLENGE_OVER = "This sign-in has taken too long, or too many codes were wrong. Sign in again.";
const WRONG_CODE = "The code is wrong, or was used before.";

/** The second step of a sign-in: a code of the device, or a recovery code. */
export async function confirmSignIn(
  context: SignInContext,
  { challengeId, code }: ConfirmSignInInput,
): Promise<SignInPayloadType> {
  const { database, services, request, now } = context;
  const userId = await challengedUser(database.read, challengeId, now());
  if (userId === null) return refused(CHALLENGE_OVER);
  // Over all challenges: each right password would bring five more tries otherwise.
  const throttle = { rule: THROTTLES.secondFactor, key: userId };
  const wait = await attempt(context, throttle);
  if (wait !== null) return { ...NOBODY, userErrors: [tooManyAttempts(wait)] };
  const outcome = await database.write(async (transaction) => {
    const at = now();
    if (!(await countTry(transaction, challengeId, at))) return CHALLENGE_OVER;
    if (!(await useSecondFactor(transaction, services, userId, code, at))) {
      await recordOwnAct(transaction, context, userId, ACTION, "REFUSED");
      return WRONG_CODE;
    }
    await closeChallenge(transaction, challengeId, at);
    await succeeded(transaction, context, throttle);
    await rememberClient(transaction, context, userId);
    const token = await beginSession(transaction, userId, request, at);
    await recordOwnAct(transaction, context, userId, ACTION);
    return token;
  });
  if (typeof outcome === "string") return refused(outcome);
  return await signedIn(context, userId, outcome, CHALLENGE_OVER);
}
