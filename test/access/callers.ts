import { freezeCaller, type Caller, type CallerGrant } from "../../schema/access/caller";
import { SCOPE_KIND_OF, type Profile, type Service } from "../../schema/access/vocabulary";

export const AT = Date.UTC(2026, 5, 15);

export interface GrantSketch {
  profile: Profile;
  on: string;
  services?: readonly Service[];
  organization?: string;
  organizations?: readonly string[];
  contract?: string;
  from?: number;
  until?: number | null;
}

/** A grant in few words: `{ profile: "END_USER", on: "line-1", contract: "c-1", organization: "o-1" }`. */
export function grant(sketch: GrantSketch): CallerGrant {
  const kind = SCOPE_KIND_OF[sketch.profile];
  return {
    id: `grant-${sketch.profile}-${sketch.on}`,
    profile: sketch.profile,
    services: sketch.services ?? [],
    scope: { kind, id: sketch.on },
    organizationIds: sketch.organizations ?? [
      kind === "ORGANIZATION" ? sketch.on : (sketch.organization ?? "o-1"),
    ],
    contractId: kind === "MOBILE_CONTRACT" ? sketch.on : (sketch.contract ?? null),
    validFrom: sketch.from ?? AT - 1_000,
    validUntil: sketch.until ?? null,
  };
}

/** A signed-in caller with these grants. */
export function callerWith(...sketches: readonly GrantSketch[]): Caller {
  const grants = sketches.map(grant);
  return freezeCaller({ userId: "user-1", sessionId: "session-1", organizationIds: ["o-1"], grants, at: AT });
}
