import type { Writer } from "../../../shared/database";

/** How many sessions an account has, and for how long. */
export interface SessionLimits {
  /** Beyond them the one used longest ago ends. */
  readonly mostAtOnce: number;
  /** Milliseconds after which a session ends, however often it was refreshed. */
  readonly longest: number;
}

/** Unless the environment says otherwise. */
export const SESSION_LIMITS: SessionLimits = { mostAtOnce: 20, longest: 90 * 24 * 60 * 60_000 };

/** Ends the sessions of the user that are too many, those used longest ago first. @param now epoch milliseconds */
export async function endSurplusSessions(
  transaction: Writer,
  userId: string,
  { mostAtOnce }: SessionLimits,
  now: number,
): Promise<void> {
  const surplus = await transaction.rows<{ id: string }>(
    "SELECT id FROM session WHERE user_id = ? AND ended_at IS NULL AND expires_at > ?" +
      " ORDER BY last_used_at DESC, id DESC LIMIT 100 OFFSET ?",
    [userId, now, mostAtOnce],
  );
  for (const { id } of surplus)
    await transaction.execute("UPDATE session SET ended_at = ? WHERE id = ?", [now, id]);
}
