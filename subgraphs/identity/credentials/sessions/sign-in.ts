import { countAttempt, Refused } from "../../../shared/act";
import type { Writer } from "../../../shared/database";
import { succeeded } from "../../../shared/throttle/attempt";
import { publicAct } from "../../act/act";
import { auditedPerson } from "../../audit/audited-person";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { ViewerType } from "../../people/viewer.type";
import {
  credentialsOf,
  type Credentials,
  hashPassword,
  isOutdated,
  isTooLong,
  LONGEST_USERNAME,
  verifyPassword,
} from "../passwords/password-hash";
import { hasSecondFactor } from "../second-factor/second-factor.repository";
import type { RefreshToken } from "./refresh-token";
import type { SignInPayloadType } from "./session-payloads.type";
import { beginSession } from "./session.repository";
import { beginChallenge, type SignInChallenge } from "./sign-in-challenge";
import { rememberClient, signInThrottles } from "./sign-in-throttles";
import { attemptsCounted, attemptWithin, type Throttle } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { signedInAfterFailures } from "../../messages/texts/suspicious-sign-in";
import { toOwner } from "../../messages/to-owner";

/** One answer for a wrong password, an unknown, an invited and a deactivated user: it must not tell which it was. */
const WRONG_CREDENTIALS = "The user name or the password is wrong.";

/** Wrong passwords before a right one of which the owner is told. */
const SUSPICIOUS_FAILURES = 3;

type Begun =
  { readonly token: RefreshToken; readonly userId: string } | { readonly challenge: SignInChallenge };

/**
 * Signs in, and goes on as the one who did: the payload's viewer is theirs. Where the account has a second factor, the
 * right password brings a challenge in place of tokens.
 */
export async function signIn(context: CredentialsContext, username: string, password: string) {
  return await publicAct(
    context,
    {
      mutation: "Mutation.signIn",
      // Counted by `verify`: an account that was used from here before has a counter of its own.
      throttles: [],
      prepare: () => verify(context, username, password),
      answer: async (begun: Begun): Promise<Partial<SignInPayloadType>> =>
        "challenge" in begun
          ? { challenge: begun.challenge }
          : await signedIn(context, begun.userId, begun.token, WRONG_CREDENTIALS),
    },
    async ({ transaction, tell, audit }, { userId, isRight, passwordHash, throttles }) => {
      if (userId === null || !isRight) {
        // Known or unknown, a refusal writes the same: a stranger must not learn from the time it takes.
        audit({ ...(await auditedPerson(transaction, userId)), outcome: "REFUSED" });
        return refused(WRONG_CREDENTIALS);
      }
      if (!(await holdsStill(transaction, userId, passwordHash))) return refused(WRONG_CREDENTIALS);
      const begun = await beginSignIn(transaction, context, userId);
      if (await isAfterFailures(transaction, context, userId, throttles))
        tell(...(await toOwner(transaction, userId, signedInAfterFailures)));
      await succeeded(transaction, context, ...throttles);
      audit(await ownRecord(transaction, userId));
      return begun;
    },
  );
}

/** Whether several wrong passwords came before the right one, and the owner has not been told of that today. */
async function isAfterFailures(
  transaction: Writer,
  context: CredentialsContext,
  userId: string,
  throttles: readonly Throttle[],
): Promise<boolean> {
  // The counter of the account; the other one is its address's, which colleagues share.
  const [, ofAccount] = throttles;
  if (ofAccount === undefined) return false;
  if ((await attemptsCounted(transaction, context, ofAccount)) <= SUSPICIOUS_FAILURES) return false;
  const notice = { rule: THROTTLES.suspicionNotice, key: userId };
  return (await attemptWithin(transaction, context, notice)) === null;
}

/** Counts the attempt and looks whether the password is the account's. @throws Refused */
async function verify(context: CredentialsContext, username: string, password: string) {
  // Out of bounds costs nothing, as it says nothing: no account has such a name or password.
  if (username.length > LONGEST_USERNAME || isTooLong(password)) throw refused(WRONG_CREDENTIALS);
  const account = await credentialsOf(context.database, username);
  const throttles = await signInThrottles(context, username, account?.userId ?? null);
  await countAttempt(context, ...throttles);
  const fits = await verifyPassword(account?.passwordHash ?? null, password);
  const isRight = fits && account?.status === "ACTIVE";
  const passwordHash = account !== null && isRight ? await renewHash(context, account, password) : null;
  return { userId: account?.userId ?? null, isRight, passwordHash, throttles };
}

async function beginSignIn(transaction: Writer, context: CredentialsContext, userId: string): Promise<Begun> {
  const now = context.now();
  if (await hasSecondFactor(transaction, userId))
    return { challenge: await beginChallenge(transaction, userId, now) };
  await rememberClient(transaction, context, userId);
  return {
    token: await beginSession(transaction, userId, context.request, context.services.sessionLimits, now),
    userId,
  };
}

/** Hashes the password anew where today's parameters are others than those of its hash, and answers the hash to go on with. */
async function renewHash(
  { database }: CredentialsContext,
  { userId, passwordHash }: Credentials,
  password: string,
): Promise<string | null> {
  if (passwordHash === null || !isOutdated(passwordHash)) return passwordHash;
  const renewed = await hashPassword(password);
  await database.write((transaction) =>
    // Unless the password was changed meanwhile.
    transaction.execute("UPDATE user_account SET password_hash = ? WHERE id = ? AND password_hash = ?", [
      renewed,
      userId,
      passwordHash,
    ]),
  );
  return renewed;
}

/**
 * Whether the password that was verified is the account's still. Whoever changes it ends every session: one that began a
 * moment later by the password of before would outlive that. Locks the account, so that a change waits for the session.
 */
async function holdsStill(
  transaction: Writer,
  userId: string,
  passwordHash: string | null,
): Promise<boolean> {
  const forUpdate = transaction.dialect === "mysql" ? " FOR UPDATE" : "";
  const account = await transaction.row<{ passwordHash: string | null }>(
    `SELECT password_hash AS passwordHash FROM user_account WHERE id = ?${forUpdate}`,
    [userId],
  );
  return account?.passwordHash === passwordHash;
}

/**
 * The answer to whoever has just begun a session or goes on with it, as whom the rest of the payload is resolved.
 * @param otherwise what to say when the account has been deactivated meanwhile
 * @throws Refused UNAUTHENTICATED then
 */
export async function signedIn(
  context: CredentialsContext,
  userId: string,
  refreshToken: RefreshToken,
  otherwise: string,
): Promise<Omit<SignInPayloadType, "userErrors">> {
  const who = { userId, sessionId: refreshToken.sessionId };
  const now = context.now();
  const caller = await context.services.callerOf(context.database.read, who, now);
  // The account may have been deactivated between the two statements.
  if (caller === null) throw refused(otherwise);
  context.continueAs(caller);
  const { token, expiresAt } = await context.services.signAccessToken(who, now);
  const isHeld = context.request.session !== undefined;
  if (isHeld) context.forGateway["refreshToken"] = refreshToken.token;
  return {
    accessToken: token,
    refreshToken: isHeld ? null : refreshToken.token,
    expiresAt,
    challenge: null,
    viewer: new ViewerType(),
  };
}

/** Has the browser forget its refresh token, where a cookie holds it: its session has ended. */
export function letGo({ request, forGateway }: CredentialsContext): void {
  if (request.session !== undefined) forGateway["refreshToken"] = null;
}

/** UNAUTHENTICATED, in these words. */
export function refused(message: string): Refused {
  return new Refused("UNAUTHENTICATED", message);
}
