import type { Caller } from "./caller";
import { coversPath, scopesOfGrants, type ScopePath, type ScopeRef } from "./decide";
import { GRANTED_BY } from "./grantable";
import { SCOPE_KIND_OF, type Profile, type Service } from "./vocabulary";

/** A grant that somebody wants to give. */
export interface ProposedGrant {
  readonly profile: Profile;
  readonly services: readonly Service[];
  readonly scope: ScopeRef;
}

/** Whether a caller may give a grant, and otherwise why not. */
export type GrantVerdict =
  | { readonly allowed: true }
  /** No such grant can exist; `field` is at fault. */
  | {
      readonly allowed: false;
      readonly code: "BAD_USER_INPUT";
      readonly field: "scope" | "services";
      readonly reason: string;
    }
  | { readonly allowed: false; readonly code: "FORBIDDEN"; readonly grantableBy: readonly Profile[] };

/**
 * The second decision: may this caller give this grant? (access.md, "Where it is decided"; domain.md's table.) Pure.
 * LEGAL_REP gives whatever is given at all within the company, MOBILE_MASTER additional referents and line users of
 * the contract, FIXED_OWNER the fixed master; what comes with the operator's feed nobody gives.
 * @param path the scope path of the grant's scope, as its owner says it: the scope itself first
 */
export function mayGrant(caller: Caller, grant: ProposedGrant, path: ScopePath): GrantVerdict {
  const fault = faultOf(grant);
  if (fault !== null) return { allowed: false, code: "BAD_USER_INPUT", ...fault };
  const [self] = path.scopes;
  const givers = GRANTED_BY[grant.profile];
  if (caller.userId !== null && self?.kind === grant.scope.kind && self.id === grant.scope.id) {
    // Only the giver's own profile on the path counts: a group's referent reaches the company, and gives nothing.
    const scopes = scopesOfGrants(caller.grants.filter(({ profile }) => givers.includes(profile)));
    if (coversPath(scopes, path)) return { allowed: true };
  }
  return { allowed: false, code: "FORBIDDEN", grantableBy: givers };
}

function faultOf({ profile, services, scope }: ProposedGrant) {
  const kind = SCOPE_KIND_OF[profile];
  if (scope.kind !== kind) return { field: "scope" as const, reason: `${profile} is given on ${kind}` };
  const named = services.length > 0;
  if (profile === "MOBILE_ADDITIONAL" && !named)
    return { field: "services" as const, reason: "MOBILE_ADDITIONAL names at least one service" };
  if (profile !== "MOBILE_ADDITIONAL" && named)
    return { field: "services" as const, reason: `${profile} takes no services` };
  return null;
}
