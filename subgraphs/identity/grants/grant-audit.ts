import type { AuditEntry } from "../../shared/audit";
import type { ProfileGrantType } from "./profile-grant.type";

/** What the trail calls a grant. */
export function grantLabel(profile: string, userId: string, scopeKind: string, scopeId: string): string {
  return `${profile} of ${userId} on ${scopeKind} ${scopeId}`;
}

/** The trail's entry for what was done to a grant, in the company that its scope lies in. */
export function grantEntry(
  entry: Pick<AuditEntry, "actorId" | "grantId" | "action" | "reason">,
  { id, profile, userId, scope }: ProfileGrantType,
  what: "given" | "changed" | "ended",
): AuditEntry {
  const label = `${what}: ${grantLabel(profile, userId, scope.kind, scope.id)}`;
  const organizationIds = scope.organizationId === null ? [] : [scope.organizationId];
  return { ...entry, organizationIds, target: { type: "ProfileGrant", id, label }, outcome: "ALLOWED" };
}
