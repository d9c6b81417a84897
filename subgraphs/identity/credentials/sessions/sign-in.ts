import type { Writer } from "../../../shared/database";
import { recordOwnAct } from "../../audit/own-act";
import { auditedPerson } from "../../audit/audited-person";
import { recordAudit } from "../../audit/record-audit";
import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { readCaller } from "../../grants/callers/caller.repository";
import type { IdentityContext } from "../../context";
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
import { attempt, succeeded } from "../../../shared/throttle/attempt";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import { ViewerType } from "../../people/viewer.type";
import type { RefreshToken } from "./refresh-token";
import type { SignInPayloadType } from "./session-payloads.type";
import { beginSession } from "./session.repository";
import { beginChallenge, type SignInChallenge } from "./sign-in-challenge";
import { rememberClient, signInThrottles } from "./sign-in-throttles";

/** One answer for a wrong password, an unknown, an invited and a deactivated user: it must not tell which it was. */
const WRONG_CREDENTIALS = "The user name or the password is wrong.";

/** The payload of whoever is not signed in, but for the reasons. */
export const NOBODY = {
  accessToken: null,
  refreshToken: null,
  expiresAt: null,
  challenge: null,
  viewer: null,
} as const;

export type SignInContext = Pick<IdentityContext, "database" | "services" | "now" | "request" | "continueAs">;

/**
 * Signs in, and goes on as the one who did: the payload's viewer is theirs. Where the account has a second factor, the
 * right password brings a challenge in place of tokens.
 */
export async function signIn(
  context: SignInContext,
  username: string,
  password: string,
): Promise<SignInPayloadType> {
  // Out of bounds costs nothing, as it says nothing: no account has such a name or password.
  if (username.length > LONGEST_USERNAME || isTooLong(password)) return refused(WRONG_CREDENTIALS);
  const { database } = context;
  const account = await credentialsOf(database, username);
  const throttles = await signInThrottles(context, username, account?.userId ?? null);
  const wait = await attempt(context, ...throttles);
  if (wait !== null) return { ...NOBODY, userErrors: [tooManyAttempts(wait)] };
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  if (account === null || !right || account.status !== "ACTIVE") {
    await noteRefusal(context, account?.userId ?? null);
    return refused(WRONG_CREDENTIALS);
  }
  const { userId } = account;
  const passwordHash = await renewHash(context, account, password);
  const outcome = await database.write(async (transaction) => {
    if (!(await holdsStill(transaction, userId, passwordHash))) return null;
    const begun = await beginSignIn(transaction, context, userId);
    await succeeded(transaction, context, ...throttles);
    await recordOwnAct(transaction, context, userId, "Mutation.signIn");
    return begun;
  });
  if (outcome === null) return refused(WRONG_CREDENTIALS);
  if ("challenge" in outcome) return { ...NOBODY, challenge: outcome.challenge, userErrors: [] };
  return await signedIn(context, userId, outcome.token, WRONG_CREDENTIALS);
}

async function beginSignIn(
  transaction: Writer,
  context: SignInContext,
  userId: string,
): Promise<{ readonly token: RefreshToken } | { readonly challenge: SignInChallenge }> {
  const now = context.now();
  if (await hasSecondFactor(transaction, userId))
    return { challenge: await beginChallenge(transaction, userId, now) };
  await rememberClient(transaction, context, userId);
  return { token: await beginSession(transaction, userId, context.request, now) };
}

/** Known or unknown, a refusal writes the same: a stranger must not learn from the time it takes. */
async function noteRefusal({ database, now, request }: SignInContext, userId: string | null): Promise<void> {
  await database.write(async (transaction) => {
    const person = await auditedPerson(transaction, userId);
    await recordAudit(transaction, { at: now(), request }, [
      { ...person, actorId: null, action: "Mutation.signIn", outcome: "REFUSED" },
    ]);
  });
}

/** Hashes the password anew where today's parameters are others than those of its hash, and answers the hash to go on with. */
async function renewHash(
  { database }: SignInContext,
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
 */
export async function signedIn(
  context: SignInContext,
  userId: string,
  refreshToken: RefreshToken,
  otherwise: string,
): Promise<SignInPayloadType> {
  const who = { userId, sessionId: refreshToken.sessionId };
  const now = context.now();
  const caller = await readCaller(context.database.read, context.services, who, now);
  // The account may have been deactivated between the two statements.
  if (caller === null) return refused(otherwise);
  context.continueAs(caller);
  const { token, expiresAt } = await context.services.signAccessToken(who, now);
  const viewer = new ViewerType();
  return {
    ...NOBODY,
    accessToken: token,
    refreshToken: refreshToken.token,
    expiresAt,
    viewer,
    userErrors: [],
  };
}

/** UNAUTHENTICATED, in these words. */
export function refused(message: string): SignInPayloadType {
  const error: UserErrorType = { code: "UNAUTHENTICATED", message, field: null };
  return { ...NOBODY, userErrors: [error] };
}
