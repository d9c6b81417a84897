import { v7 as uuid } from "uuid";
import type { Profile, ScopeKind, Service } from "../../../schema/access/vocabulary";
import { ConstraintViolation, type Writer } from "../../shared/database";
import { Refused } from "../../shared/act";
import { endGrants } from "./end-grants";
import { EXCLUSIVE_PROFILES, exclusiveKey, releaseExpiredKeys } from "./exclusive-key";
import { writeServices } from "./grant-services";
import { lockCompanies } from "../act/lock-companies";
import { ProfileGrantEntity } from "./profile-grant.entity";

export { endGrants } from "./end-grants";

/** What a grant is given on, with its ancestors, as the owner of the scope says them. */
export interface GrantedScope {
  readonly kind: ScopeKind;
  readonly id: string;
  readonly organizationId: string | null;
  readonly contractId: string | null;
}

/** A grant that has been decided on; who may give it is the caller's affair. Instants are epoch milliseconds. */
export interface NewGrant {
  readonly userId: string;
  readonly profile: Profile;
  /** MOBILE_ADDITIONAL only. */
  readonly services: readonly Service[];
  readonly scope: GrantedScope;
  readonly validFrom: number;
  readonly validUntil: number | null;
  /** Null: nobody in particular, as when a number was proved. */
  readonly grantedBy: string | null;
}

/** What giving a grant wrote. */
export interface GivenGrant {
  readonly grantId: string;
  /** False: it replaced the person's own on the same scope. */
  readonly isNew: boolean;
  /** Grants that ended to make room: the master before, the user of the line before. */
  readonly ended: readonly string[];
}

interface StandingGrant {
  readonly id: string;
  readonly userId: string;
  readonly validFrom: number;
}

/**
 * Gives a grant in one step. The same profile of the same person on the same scope is replaced, under its id: services
 * and dates, where a grant in force that goes on keeps its beginning. Whoever else holds an exclusive place (R11, R14,
 * R19) is ended.
 * @throws Refused CONFLICT when somebody took the place past the lock that acts on grants wait at
 */
export async function giveGrant(transaction: Writer, grant: NewGrant, now: number): Promise<GivenGrant> {
  const { organizationId } = grant.scope;
  await lockCompanies(transaction, organizationId === null ? [] : [organizationId]);
  const key = exclusiveKey({ ...grant, scopeId: grant.scope.id }, now);
  if (key !== null) await releaseExpiredKeys(transaction, [key], now);
  const standing = await standingGrants(transaction, grant, now);
  const [own, ...repeated] = standing.filter(({ userId }) => userId === grant.userId);
  const others = EXCLUSIVE_PROFILES.has(grant.profile)
    ? standing.filter(({ userId }) => userId !== grant.userId)
    : [];
  const ended = [...repeated, ...others].map(({ id }) => id);
  await endGrants(transaction, ended, now);
  const goesOn = own !== undefined && own.validFrom <= now && grant.validFrom <= now;
  const written = {
    validFrom: goesOn ? own.validFrom : grant.validFrom,
    validUntil: grant.validUntil,
    grantedBy: grant.grantedBy,
    exclusiveKey: key,
  };
  const grantId = own?.id ?? uuid();
  try {
    if (own === undefined) await transaction.insert(ProfileGrantEntity, [newRow(grantId, grant, written)]);
    else await transaction.update(ProfileGrantEntity, { id: grantId }, written);
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === "profile_grant_exclusive")
      throw new Refused("CONFLICT", "Somebody else was given this place at the same moment.");
    throw error;
  }
  await writeServices(transaction, [{ id: grantId, services: grant.services }]);
  return { grantId, isNew: own === undefined, ended };
}

type Written = Pick<ProfileGrantEntity, "validFrom" | "validUntil" | "grantedBy" | "exclusiveKey">;

function newRow(id: string, { userId, profile, scope }: NewGrant, written: Written): ProfileGrantEntity {
  const { kind: scopeKind, id: scopeId, organizationId, contractId } = scope;
  return { id, userId, profile, scopeKind, scopeId, organizationId, contractId, revokedAt: null, ...written };
}

/** Grants of this profile on this scope that have not ended, begun or not; oldest first. */
async function standingGrants(
  transaction: Writer,
  { profile, scope }: NewGrant,
  now: number,
): Promise<StandingGrant[]> {
  return await transaction.rows<StandingGrant>(
    "SELECT id, user_id AS userId, valid_from AS validFrom FROM profile_grant" +
      " WHERE scope_id = ? AND scope_kind = ? AND profile = ? AND revoked_at IS NULL" +
      " AND (valid_until IS NULL OR valid_until > ?) ORDER BY valid_from, id",
    [scope.id, scope.kind, profile, now],
  );
}
