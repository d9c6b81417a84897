import { v7 as uuid } from "uuid";
import type { Reader, Writer } from "../../../shared/database";
import type { RequestFacts } from "../../../shared/subgraph/definition";
import { newRefreshToken, type RefreshToken } from "./refresh-token";
import { SessionEntity } from "./session.entity";
import { endSurplusSessions, type SessionLimits } from "./session-limits";

/** Milliseconds for which a session lives on without being refreshed. */
export const SESSION_LIFETIME = 30 * 24 * 60 * 60 * 1000;

const LONGEST_USER_AGENT = 255;
const LONGEST_IP_ADDRESS = 45;

/** A live session, as its owner sees it. Instants are epoch milliseconds. */
export interface SessionRow {
  readonly id: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
}

const COLUMNS =
  "id, created_at AS createdAt, last_used_at AS lastUsedAt, expires_at AS expiresAt," +
  " user_agent AS userAgent, ip_address AS ipAddress";

/** Begins a session; the account's surplus ends. Instants are epoch milliseconds, here and below. */
export async function beginSession(
  transaction: Writer,
  userId: string,
  facts: Pick<RequestFacts, "userAgent" | "ipAddress">,
  limits: SessionLimits,
  now: number,
): Promise<RefreshToken> {
  const token = newRefreshToken(uuid());
  await transaction.insert(SessionEntity, [
    {
      id: token.sessionId,
      userId,
      tokenHash: token.hash,
      previousTokenHash: null,
      ...clientOf(facts),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: now + Math.min(SESSION_LIFETIME, limits.longest),
      endedAt: null,
    },
  ]);
  await endSurplusSessions(transaction, userId, limits, now);
  return token;
}

/** The live sessions of a user, the one used last first. */
export async function sessionsOfUser(reader: Reader, userId: string, now: number): Promise<SessionRow[]> {
  return await reader.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM session WHERE user_id = ? AND ended_at IS NULL AND expires_at > ?` +
      " ORDER BY last_used_at DESC, id DESC",
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
    `SELECT ${COLUMNS} FROM session WHERE id = ? AND user_id = ? AND ended_at IS NULL AND expires_at > ?`,
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
    "UPDATE session SET ended_at = ? WHERE id = ? AND user_id = ? AND ended_at IS NULL",
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
    "UPDATE session SET ended_at = ? WHERE user_id = ? AND id <> ? AND ended_at IS NULL AND expires_at > ?",
    [now, userId, kept ?? "", now],
  );
}

/** The client as a session keeps it. */
export function clientOf({ userAgent, ipAddress }: Pick<RequestFacts, "userAgent" | "ipAddress">) {
  return {
    userAgent: shortened(userAgent, LONGEST_USER_AGENT),
    ipAddress: shortened(ipAddress, LONGEST_IP_ADDRESS),
  };
}

function shortened(text: string | null, longest: number): string | null {
  return text === null ? null : Array.from(text).slice(0, longest).join("");
}
