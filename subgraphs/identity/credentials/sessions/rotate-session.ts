import type { Writer } from "../../../shared/database";
import type { RequestFacts } from "../../../shared/subgraph/definition";
import type { KeyedHash } from "../../../shared/text/keyed-hash";
import { nextRefreshToken, type RefreshToken } from "./refresh-token";
import { clientOf, SESSION_LIFETIME } from "./session.repository";
import type { SessionLimits } from "./session-limits";

/** Milliseconds in which a client may present the refresh token before the present one: it lost a race, or an answer. */
export const ROTATION_GRACE = 60_000;

/** What became of a refresh token that was presented. */
export type Rotation =
  | { readonly userId: string; readonly token: RefreshToken }
  /** The session was ended, because somebody holds a copy of one of its tokens. */
  | { readonly reusedOf: string }
  /** Another device has just used the token: this one is refused, and the session lives on. */
  | "used elsewhere";

interface StoredSession {
  readonly userId: string;
  readonly tokenHash: string;
  readonly previousTokenHash: string | null;
  readonly lastUsedAt: number;
  readonly userAgent: string | null;
}

/**
 * Rotates a session's refresh token: null when the token is not the present one of a live session of an ACTIVE account.
 * The update is conditional, so that of two that come at once one wins. The loser, if it is the same device within the
 * grace time, gets what the winner got: two tabs go on with one token, and so does a phone whose answer was lost as it
 * changed networks, whatever its address is now. Whoever presents an older one holds a copy
 * (RFC 9700, section 4.14.2): the session ends. @param now epoch milliseconds
 */
export async function rotateSession(
  transaction: Writer,
  hash: KeyedHash,
  presented: RefreshToken,
  facts: Pick<RequestFacts, "userAgent" | "ipAddress">,
  limits: SessionLimits,
  now: number,
): Promise<Rotation | null> {
  const token = nextRefreshToken(hash, presented);
  const { userAgent, ipAddress } = clientOf(facts);
  const rotated = await transaction.execute(
    "UPDATE session SET token_hash = ?, previous_token_hash = ?, last_used_at = ?," +
      " expires_at = CASE WHEN created_at + ? < ? THEN created_at + ? ELSE ? END," +
      " user_agent = ?, ip_address = ?" +
      " WHERE id = ? AND token_hash = ? AND ended_at IS NULL AND expires_at > ?" +
      " AND user_id IN (SELECT id FROM user_account WHERE status = 'ACTIVE')",
    [
      token.hash,
      presented.hash,
      now,
      limits.longest,
      now + SESSION_LIFETIME,
      limits.longest,
      now + SESSION_LIFETIME,
      userAgent,
      ipAddress,
      presented.sessionId,
      presented.hash,
      now,
    ],
  );
  const session = await liveSession(transaction, presented.sessionId);
  if (session === null) return null;
  if (rotated > 0) return { userId: session.userId, token };
  if (session.previousTokenHash === presented.hash && session.lastUsedAt > now - ROTATION_GRACE) {
    if (session.userAgent === userAgent && session.tokenHash === token.hash)
      return { userId: session.userId, token };
    // Its owner's session lives on: it may be they, with another program.
    return "used elsewhere";
  }
  await transaction.execute("UPDATE session SET ended_at = ? WHERE id = ? AND ended_at IS NULL", [
    now,
    presented.sessionId,
  ]);
  // The present one: the session has merely expired, or the account is no longer active.
  return session.tokenHash === presented.hash ? null : { reusedOf: session.userId };
}

async function liveSession(transaction: Writer, sessionId: string): Promise<StoredSession | null> {
  return await transaction.row<StoredSession>(
    "SELECT user_id AS userId, token_hash AS tokenHash, previous_token_hash AS previousTokenHash," +
      " last_used_at AS lastUsedAt, user_agent AS userAgent" +
      " FROM session WHERE id = ? AND ended_at IS NULL",
    [sessionId],
  );
}
