import { v7 as uuid } from "uuid";
import type { Reader, Writer } from "../../shared/database";
import type { RequestFacts } from "../../shared/subgraph/definition";
import { newRefreshToken, type RefreshToken } from "./refresh-token";
import { SessionEntity } from "./session.entity";

/** Milliseconds for which a session lives on without being refreshed. */
export const SESSION_LIFETIME = 30 * 24 * 60 * 60 * 1000;
/** Milliseconds in which the refresh token before the present one is refused without ending the session. */
export const ROTATION_GRACE = 10_000;

const LONGEST_USER_AGENT = 255;
const LONGEST_IP_ADDRESS = 45;

export interface SessionRow {
  readonly id: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
}

const COLUMNS =
  "`id`, `created_at` AS `createdAt`, `last_used_at` AS `lastUsedAt`, `expires_at` AS `expiresAt`," +
  " `user_agent` AS `userAgent`, `ip_address` AS `ipAddress`";

/** Begins a session. Instants are epoch milliseconds, here and below. */
export async function beginSession(
  transaction: Writer,
  userId: string,
  facts: Pick<RequestFacts, "userAgent" | "ipAddress">,
  now: number,
): Promise<RefreshToken> {
  const token = newRefreshToken(uuid());
  await transaction.insert(SessionEntity, [
    {
      id: token.sessionId,
      userId,
      tokenHash: token.hash,
      previousTokenHash: null,
      userAgent: shortened(facts.userAgent, LONGEST_USER_AGENT),
      ipAddress: shortened(facts.ipAddress, LONGEST_IP_ADDRESS),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: now + SESSION_LIFETIME,
      endedAt: null,
    },
  ]);
  return token;
}

/**
 * Rotates a session's refresh token: null when the token is not the present one of a live session of an ACTIVE account,
 * `reusedOf` (the user's id) when the session was ended because another than the present one came.
 * The update is conditional, so that of two that come at once one wins. Whoever presents an older one holds a copy
 * (RFC 9700, section 4.14.2): the session ends, unless it is the very last one within the grace time (two tabs).
 */
export async function rotateSession(
  transaction: Writer,
  presented: RefreshToken,
  now: number,
): Promise<{ readonly userId: string; readonly token: RefreshToken } | { readonly reusedOf: string } | null> {
  const token = newRefreshToken(presented.sessionId);
  const rotated = await transaction.execute(
    "UPDATE `session` SET `token_hash` = ?, `previous_token_hash` = ?, `last_used_at` = ?, `expires_at` = ?" +
      " WHERE `id` = ? AND `token_hash` = ? AND `ended_at` IS NULL AND `expires_at` > ?" +
      " AND `user_id` IN (SELECT `id` FROM `user_account` WHERE `status` = 'ACTIVE')",
    [token.hash, presented.hash, now, now + SESSION_LIFETIME, presented.sessionId, presented.hash, now],
  );
  if (rotated === 0) {
    const ended = await transaction.execute(
      "UPDATE `session` SET `ended_at` = ? WHERE `id` = ? AND `ended_at` IS NULL" +
        " AND NOT (`previous_token_hash` IS NOT NULL AND `previous_token_hash` = ? AND `last_used_at` > ?)",
      [now, presented.sessionId, presented.hash, now - ROTATION_GRACE],
    );
    if (ended === 0) return null;
    const session = await transaction.row<{ userId: string; tokenHash: string }>(
      "SELECT `user_id` AS `userId`, `token_hash` AS `tokenHash` FROM `session` WHERE `id` = ?",
      [presented.sessionId],
    );
    // The present one: the session has merely expired, or the account is no longer active.
    return session === null || session.tokenHash === presented.hash ? null : { reusedOf: session.userId };
  }
  const session = await transaction.row<{ userId: string }>(
    "SELECT `user_id` AS `userId` FROM `session` WHERE `id` = ?",
    [presented.sessionId],
  );
  return session === null ? null : { userId: session.userId, token };
}

/** The live sessions of a user, the one used last first. */
export async function sessionsOfUser(reader: Reader, userId: string, now: number): Promise<SessionRow[]> {
  return await reader.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM \`session\` WHERE \`user_id\` = ? AND \`ended_at\` IS NULL AND \`expires_at\` > ?` +
      " ORDER BY `last_used_at` DESC, `id` DESC",
    [userId, now],
  );
}

/** One live session, if it is this user's. */
export async function sessionOfUser(
  reader: Reader,
  userId: string,
  sessionId: string,
  now: number,
): Promise<SessionRow | null> {
  return await reader.row<SessionRow>(
    `SELECT ${COLUMNS} FROM \`session\` WHERE \`id\` = ? AND \`user_id\` = ? AND \`ended_at\` IS NULL AND \`expires_at\` > ?`,
    [sessionId, userId, now],
  );
}

/** Ends a session of the user, if it lives, and answers whether it did. */
export async function endSession(
  transaction: Writer,
  userId: string,
  sessionId: string,
  now: number,
): Promise<boolean> {
  const ended = await transaction.execute(
    "UPDATE `session` SET `ended_at` = ? WHERE `id` = ? AND `user_id` = ? AND `ended_at` IS NULL",
    [now, sessionId, userId],
  );
  return ended > 0;
}

/** Ends every live session of the user but the one, and answers how many. */
export async function endSessionsExcept(
  transaction: Writer,
  userId: string,
  kept: string | null,
  now: number,
): Promise<number> {
  return await transaction.execute(
    "UPDATE `session` SET `ended_at` = ? WHERE `user_id` = ? AND `id` <> ? AND `ended_at` IS NULL AND `expires_at` > ?",
    [now, userId, kept ?? "", now],
  );
}

function shortened(text: string | null, longest: number): string | null {
  return text === null ? null : Array.from(text).slice(0, longest).join("");
}
