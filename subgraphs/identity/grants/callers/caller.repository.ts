import { freezeCaller, type Caller, type CallerGrant } from "../../../../schema/access/caller";
import type { Profile, ScopeKind, Service } from "../../../../schema/access/vocabulary";
import { allOf, type Reader } from "../../../shared/database";
import { inForce } from "../in-force";
import { usable } from "../../credentials/second-factor/required";

interface GrantRow {
  readonly id: string;
  readonly profile: Profile;
  readonly kind: ScopeKind;
  readonly scopeId: string;
  readonly organizationId: string | null;
  readonly contractId: string | null;
  readonly validFrom: number;
  readonly validUntil: number | null;
  readonly service: Service | null;
  readonly memberId: string | null;
}

/** What decides, beside the grants themselves, which of them a caller has. */
export interface CallerSettings {
  /** Profiles that count for nothing while their holder has no second factor. */
  readonly secondFactorRequiredOf: readonly Profile[];
}

/**
 * Who is asking, at `at` (epoch milliseconds): three statements, whatever the number of grants, because this runs with
 * every request. Null when the session has ended or is not this user's, or the account is not ACTIVE.
 */
export async function readCaller(
  reader: Reader,
  settings: CallerSettings,
  who: { readonly userId: string; readonly sessionId: string },
  at: number,
): Promise<Caller | null> {
  const [session, person] = await Promise.all([
    reader.row(
      "SELECT s.id FROM session s JOIN user_account u ON u.id = s.user_id" +
        " WHERE s.id = ? AND s.user_id = ? AND s.ended_at IS NULL AND s.expires_at > ? AND u.status = 'ACTIVE'",
      [who.sessionId, who.userId, at],
    ),
    readPerson(reader, settings, who.userId, at),
  ]);
  return session === null ? null : freezeCaller({ ...person, sessionId: who.sessionId });
}

/** What a person holds at `at`, signed in or not: whom a caller of theirs would be. Two statements. */
export async function readPerson(
  reader: Reader,
  settings: CallerSettings,
  userId: string,
  at: number,
): Promise<Caller> {
  const [memberships, grants] = await Promise.all([
    reader.rows<{ organizationId: string }>(
      "SELECT organization_id AS organizationId FROM organization_membership" +
        " WHERE user_id = ? AND status = 'ACTIVE' ORDER BY organization_id",
      [userId],
    ),
    grantRows(reader, settings, userId, at),
  ]);
  const organizationIds = memberships.map(({ organizationId }) => organizationId);
  return freezeCaller({ userId, sessionId: null, organizationIds, grants: toGrants(grants), at });
}

/** One row per grant, or per service of a MOBILE_ADDITIONAL, or per present company of a holding: no grant has both. */
async function grantRows(
  reader: Reader,
  { secondFactorRequiredOf }: CallerSettings,
  userId: string,
  at: number,
): Promise<GrantRow[]> {
  const condition = allOf([inForce("g", at), usable("g", secondFactorRequiredOf)]);
  return await reader.rows<GrantRow>(
    "SELECT g.id, g.profile, g.scope_kind AS kind, g.scope_id AS scopeId," +
      " g.organization_id AS organizationId, g.contract_id AS contractId," +
      " g.valid_from AS validFrom, g.valid_until AS validUntil, s.service, o.id AS memberId" +
      " FROM profile_grant g" +
      " LEFT JOIN profile_grant_service s ON s.grant_id = g.id" +
      " LEFT JOIN organization o ON g.scope_kind = 'HOLDING' AND o.holding_id = g.scope_id" +
      ` WHERE g.user_id = ? AND ${condition.sql} ORDER BY g.id, s.service, o.id`,
    [userId, ...condition.parameters],
  );
}

function toGrants(rows: readonly GrantRow[]): CallerGrant[] {
  const grants = new Map<string, CallerGrant & { services: Service[]; organizationIds: string[] }>();
  for (const row of rows) {
    let grant = grants.get(row.id);
    if (grant === undefined) {
      grant = {
        id: row.id,
        profile: row.profile,
        services: [],
        scope: { kind: row.kind, id: row.scopeId },
        organizationIds: row.organizationId === null ? [] : [row.organizationId],
        contractId: row.contractId,
        validFrom: row.validFrom,
        validUntil: row.validUntil,
      };
      grants.set(row.id, grant);
    }
    if (row.service !== null) grant.services.push(row.service);
    if (row.memberId !== null) grant.organizationIds.push(row.memberId);
  }
  return [...grants.values()];
}
