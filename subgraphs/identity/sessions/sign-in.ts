import type { UserErrorType } from "../../shared/graphql/user-error.type";
import { readCaller } from "../callers/caller.repository";
import type { IdentityContext } from "../context";
import { credentialsOf, LONGEST_PASSWORD, LONGEST_USERNAME, verifyPassword } from "../users/password";
import { ViewerType } from "../viewer/viewer.type";
import { readRefreshToken, type RefreshToken } from "./refresh-token";
import type { SignInPayloadType } from "./session-payloads.type";
import { beginSession, rotateSession } from "./session.repository";

/** One answer for a wrong password, an unknown, an invited and a deactivated user: it must not tell which it was. */
const WRONG_CREDENTIALS = "The user name or the password is wrong.";
const SESSION_OVER = "This session has ended. Sign in again.";

type SignInContext = Pick<IdentityContext, "database" | "services" | "now" | "request" | "continueAs">;

/** Signs in, and goes on as the one who did: the payload's viewer is theirs. */
export async function signIn(
  context: SignInContext,
  username: string,
  password: string,
): Promise<SignInPayloadType> {
  // Out of bounds costs nothing, as it says nothing: no account has such a name or password.
  if (username.length > LONGEST_USERNAME || password.length > LONGEST_PASSWORD)
    return refused(WRONG_CREDENTIALS);
  const { database, request } = context;
  const account = await credentialsOf(database, username);
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  if (!right || account?.status !== "ACTIVE") return refused(WRONG_CREDENTIALS);
  const token = await database.write((transaction) =>
    beginSession(transaction, account.userId, request, context.now()),
  );
  return await signedIn(context, account.userId, token, WRONG_CREDENTIALS);
}

/** Exchanges a refresh token for the next one and a new access token. */
export async function refreshSession(
  context: SignInContext,
  refreshToken: string,
): Promise<SignInPayloadType> {
  const presented = readRefreshToken(refreshToken);
  if (presented === null) return refused(SESSION_OVER);
  const rotated = await context.database.write((transaction) =>
    rotateSession(transaction, presented, context.now()),
  );
  if (rotated === null) return refused(SESSION_OVER);
  return await signedIn(context, rotated.userId, rotated.token, SESSION_OVER);
}

async function signedIn(
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
  return { accessToken: null, refreshToken: null, expiresAt: null, viewer: null, userErrors: [error] };
}
