import type { ActEntry } from "../../shared/act";
import type { ProfileGrantType } from "./profile-grant.type";

/** What the trail calls a grant. */
export function grantLabel(profile: string, userId: string, scopeKind: string, scopeId: string): string {
  return `${profile} of ${userId} on ${scopeKind} ${scopeId}`;
}

/** The record of what was done to a grant, in the company that its scope lies in. */
export function grantRecord(
  { id, profile, userId, scope }: ProfileGrantType,
  what: "given" | "changed" | "ended",
): ActEntry {
  const label = `${what}: ${grantLabel(profile, userId, scope.kind, scope.id)}`;
  const organizationIds = scope.organizationId === null ? [] : [scope.organizationId];
  return { organizationIds, target: { type: "ProfileGrant", id, label } };
}
