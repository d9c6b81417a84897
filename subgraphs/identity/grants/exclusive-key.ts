import type { Profile } from "../../../schema/access/vocabulary";
import { inList, type Writer } from "../../shared/database";

/** The profiles of which a scope has at most one holder: R11, R19, and one user for each line (R14). */
export const EXCLUSIVE_PROFILES: ReadonlySet<Profile> = new Set<Profile>([
  "MOBILE_MASTER",
  "FIXED_MASTER",
  "END_USER",
]);

interface Held {
  readonly profile: Profile;
  readonly scopeId: string;
  readonly validUntil: number | null;
}

/**
 * The unique key that a grant occupies: MySQL has no partial index, so "at most one" is a nullable unique column, NULL
 * for every other profile and once the grant has ended. A grant that is yet to begin occupies it already.
 */
export function exclusiveKey(grant: Held, now: number): string | null {
  if (!EXCLUSIVE_PROFILES.has(grant.profile)) return null;
  if (grant.validUntil !== null && grant.validUntil <= now) return null;
  return `${grant.profile} ${grant.scopeId}`;
}

/**
 * Frees those keys whose grants have ended by the clock: nothing runs at that moment, so whoever wants the place clears
 * it first, in the same transaction as the write that takes it.
 */
export async function releaseExpiredKeys(
  transaction: Writer,
  keys: readonly string[],
  now: number,
): Promise<void> {
  if (keys.length === 0) return;
  const list = inList(keys);
  await transaction.execute(
    `UPDATE profile_grant SET exclusive_key = NULL WHERE exclusive_key IN ${list.sql} AND valid_until <= ?`,
    [...list.parameters, now],
  );
}
