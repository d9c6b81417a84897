import { auditedPerson } from "../audit/audited-person";
import { recordAudit } from "../audit/record-audit";
import type { UserErrorType } from "../../shared/graphql/user-error.type";
import { readCaller } from "../callers/caller.repository";
import type { IdentityContext } from "../context";
import {
  credentialsOf,
  hashPassword,
  isOutdated,
  isTooLong,
  LONGEST_USERNAME,
  verifyPassword,
} from "../passwords/password-hash";
import { attempt, succeeded } from "../throttle/attempt";
import { tooManyAttempts } from "../throttle/too-many-attempts";
import { ViewerType } from "../viewer/viewer.type";
import { readRefreshToken, type RefreshToken } from "./refresh-token";
import type { SignInPayloadType } from "./session-payloads.type";
import { beginSession, rotateSession } from "./session.repository";
import { rememberClient, signInThrottles } from "./sign-in-throttles";

/** One answer for a wrong password, an unknown, an invited and a deactivated user: it must not tell which it was. */
const WRONG_CREDENTIALS = "The user name or the password is wrong.";
const SESSION_OVER = "This session has ended. Sign in again.";

/** The payload of whoever is not signed in, but for the reasons. */
export const NOBODY = { accessToken: null, refreshToken: null, expiresAt: null, viewer: null } as const;

export type SignInContext = Pick<IdentityContext, "database" | "services" | "now" | "request" | "continueAs">;

/** Signs in, and goes on as the one who did: the payload's viewer is theirs. */
export async function signIn(
  context: SignInContext,
  username: string,
  password: string,
): Promise<SignInPayloadType> {
  // Out of bounds costs nothing, as it says nothing: no account has such a name or password.
  if (username.length > LONGEST_USERNAME || isTooLong(password)) return refused(WRONG_CREDENTIALS);
  const { database, request } = context;
  const account = await credentialsOf(database, username);
  const throttles = await signInThrottles(context, username, account?.userId ?? null);
  const wait = await attempt(context, ...throttles);
  if (wait !== null) return { ...NOBODY, userErrors: [tooManyAttempts(wait)] };
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  const userId = right && account?.status === "ACTIVE" ? account.userId : null;
  if (userId !== null) await renewHash(context, userId, account?.passwordHash ?? null, password);
  // Known or unknown, the refusal writes the same: a stranger must not learn from the time it takes.
  const token = await database.write(async (transaction) => {
    const now = context.now();
    const began = userId === null ? null : await beginSession(transaction, userId, request, now);
    if (userId !== null) {
      await rememberClient(transaction, context, userId);
      await succeeded(transaction, context, ...throttles);
    }
    const person = await auditedPerson(transaction, account?.userId ?? null);
    const outcome = userId === null ? "REFUSED" : "ALLOWED";
    const entry = { ...person, actorId: userId, action: "Mutation.signIn", outcome } as const;
    await recordAudit(transaction, { at: now, request }, [entry]);
    return began;
  });
  if (token === null || userId === null) return refused(WRONG_CREDENTIALS);
  return await signedIn(context, userId, token, WRONG_CREDENTIALS);
}

/** Hashes the password anew where today's parameters are others than those of its hash. */
async function renewHash(
  { database }: SignInContext,
  userId: string,
  passwordHash: string | null,
  password: string,
): Promise<void> {
  if (passwordHash === null || !isOutdated(passwordHash)) return;
  const renewed = await hashPassword(password);
  await database.write((transaction) =>
    // Unless the password was changed meanwhile.
    transaction.execute(
      "UPDATE `user_account` SET `password_hash` = ? WHERE `id` = ? AND `password_hash` = ?",
      [renewed, userId, passwordHash],
    ),
  );
}

/** Exchanges a refresh token for the next one and a new access token. */
export async function refreshSession(
  context: SignInContext,
  refreshToken: string,
): Promise<SignInPayloadType> {
  const presented = readRefreshToken(refreshToken);
  if (presented === null) return refused(SESSION_OVER);
  const rotated = await context.database.write(async (transaction) => {
    const now = context.now();
    const result = await rotateSession(transaction, presented, now);
    if (result !== null && "reusedOf" in result) {
      const { organizationIds } = await auditedPerson(transaction, result.reusedOf);
      const target = { type: "Session", id: presented.sessionId, label: null };
      // Nobody knows who held the copy: the trail names the session, not its owner, as the one acted on.
      const entry = { organizationIds, actorId: null, target, action: "Mutation.refreshSession" };
      await recordAudit(transaction, { at: now, request: context.request }, [
        { ...entry, outcome: "REFUSED" },
      ]);
    }
    return result;
  });
  if (rotated === null || "reusedOf" in rotated) return refused(SESSION_OVER);
  return await signedIn(context, rotated.userId, rotated.token, SESSION_OVER);
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
  const caller = await readCaller(context.database.read, who, now);
  // The account may have been deactivated between the two statements.
  if (caller === null) return refused(otherwise);
  context.continueAs(caller);
  const { token, expiresAt } = await context.services.signAccessToken(who, now);
  const viewer = new ViewerType();
  return { accessToken: token, refreshToken: refreshToken.token, expiresAt, viewer, userErrors: [] };
}

function refused(message: string): SignInPayloadType {
  const error: UserErrorType = { code: "UNAUTHENTICATED", message, field: null };
  return { ...NOBODY, userErrors: [error] };
}
