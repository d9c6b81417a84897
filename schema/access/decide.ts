import type { Caller, CallerGrant } from "./caller";
import type { AccessStatement, Rule } from "./rules";
import { IMPLIED_PROFILES, type Profile, type ScopeKind, type Service } from "./vocabulary";

/** A scope by its kind and id, as grants and paths name it. */
export interface ScopeRef {
  readonly kind: ScopeKind;
  readonly id: string;
}

/** An object and its ancestors, from ids that its row carries: line → contract → organization. */
export interface ScopePath {
  readonly scopes: readonly ScopeRef[];
  /** Set on a User: whom `orSelf` speaks of. */
  readonly userId?: string;
  /** By coordinate, the few fields that do not stand where the object does: some scopes are not theirs any more. */
  readonly fields?: Readonly<Record<string, ScopePath>>;
}

/** The ids, by kind of scope, on which some of a caller's grants hold. */
export type GrantedScopes = Readonly<Record<ScopeKind, ReadonlySet<string>>>;

/** The decision on one field of one object. `held` names the caller's profiles that do not suffice there. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: "UNAUTHENTICATED" }
  | { readonly allowed: false; readonly code: "FORBIDDEN"; readonly held: readonly Profile[] };

const ALLOWED: Verdict = Object.freeze({ allowed: true });
const UNAUTHENTICATED: Verdict = Object.freeze({ allowed: false, code: "UNAUTHENTICATED" });

/**
 * The one yes or no: may this caller meet this coordinate on the object that the path names?
 * Pure; used by the subgraphs per object and by everything that explains access (access.md, "Where it is decided").
 * Every rule must pass; a rule passes when a grant in force on any scope of the path names or implies one of its profiles.
 */
export function decide(caller: Caller, statement: AccessStatement, path: ScopePath | null): Verdict {
  return new Decision(statement).of(caller, path);
}

/** `decide` for one statement that is asked about object after object, for one caller at a time. */
export class Decision {
  private caller: Caller | undefined;
  /** Of `caller`, one for each rule. */
  private passing: readonly GrantedScopes[] = [];

  constructor(private readonly statement: AccessStatement) {}

  of(caller: Caller, path: ScopePath | null): Verdict {
    const { audience, rules, coordinate } = this.statement;
    if (audience === "public") return ALLOWED;
    if (caller.userId === null) return UNAUTHENTICATED;
    if (rules.length === 0) return ALLOWED;
    if (path === null) return forbidden(heldAnywhere(caller));
    if (caller !== this.caller) {
      this.passing = rules.map((rule) => scopesPassing(caller, rule));
      this.caller = caller;
    }
    const place = pathOfField(path, coordinate);
    for (let index = 0; index < rules.length; index++) {
      const isSelf = (rules[index] as Rule).orSelf && place.userId === caller.userId;
      if (!isSelf && !coversPath(this.passing[index] as GrantedScopes, place))
        return forbidden(heldOn(caller, place));
    }
    return ALLOWED;
  }
}

function forbidden(held: readonly Profile[]): Verdict {
  return { allowed: false, code: "FORBIDDEN", held };
}

/** Where a field of the object is decided: where the object stands, unless its path says otherwise. */
export function pathOfField(path: ScopePath, coordinate: string): ScopePath {
  return path.fields?.[coordinate] ?? path;
}

/**
 * Whether the caller could pass every rule on some object or other: false means that the field may be cut before
 * planning. Depends on the caller only through `holdingsKey`. `orSelf` is never cut: it turns on the object alone.
 */
export function meetsSomewhere(caller: Caller, statement: AccessStatement): Verdict {
  if (statement.audience === "public") return ALLOWED;
  if (caller.userId === null && !statement.rules.some((rule) => rule.orSelf)) return UNAUTHENTICATED;
  const met = statement.rules.every(
    (rule) => rule.orSelf || caller.grants.some((grant) => grantPasses(grant, rule)),
  );
  return met ? ALLOWED : { allowed: false, code: "FORBIDDEN", held: heldAnywhere(caller) };
}

/** Equal for callers who hold the same set of (profile, services): what `meetsSomewhere` may be cached by. */
export function holdingsKey(caller: Caller): string {
  if (caller.userId === null) return "anonymous";
  const holdings = caller.grants.map((grant) => [grant.profile, ...[...grant.services].sort()].join("+"));
  return `signed-in:${[...new Set(holdings)].sort().join(",")}`;
}

/** Whether a grant satisfies a rule, wherever its scope lies. */
export function grantPasses(grant: Pick<CallerGrant, "profile" | "services">, rule: Rule): boolean {
  return rule.anyOf.some((profile) => grantGives(grant, profile, rule.service));
}

/** Whether a grant names or implies the profile, with the service where MOBILE_ADDITIONAL needs it (R12). */
export function grantGives(
  grant: Pick<CallerGrant, "profile" | "services">,
  profile: Profile,
  service: Service | null,
): boolean {
  if (!IMPLIED_PROFILES[grant.profile].has(profile)) return false;
  return grant.profile !== "MOBILE_ADDITIONAL" || service === null || grant.services.includes(service);
}

/** The ids on which the caller passes the rule: what decides an object, and what narrows the SQL of a filter. */
export function scopesPassing(caller: Caller, rule: Rule): GrantedScopes {
  let byRule = PASSING_SCOPES.get(caller);
  if (byRule === undefined) PASSING_SCOPES.set(caller, (byRule = new Map()));
  let scopes = byRule.get(rule);
  if (scopes === undefined) {
    scopes = scopesOfGrants(caller.grants.filter((grant) => grantPasses(grant, rule)));
    byRule.set(rule, scopes);
  }
  return scopes;
}

/** The ids that the grants are on; a HOLDING grant is also on each of its present organizations (R15). */
export function scopesOfGrants(grants: readonly CallerGrant[]): GrantedScopes {
  const scopes = {
    HOLDING: new Set<string>(),
    ORGANIZATION: new Set<string>(),
    MOBILE_CONTRACT: new Set<string>(),
    MOBILE_LINE: new Set<string>(),
    BILLING_ACCOUNT: new Set<string>(),
  };
  for (const grant of grants) {
    scopes[grant.scope.kind].add(grant.scope.id);
    if (grant.scope.kind === "HOLDING") grant.organizationIds.forEach((id) => scopes.ORGANIZATION.add(id));
  }
  return scopes;
}

/** Whether any scope of the path is among these. */
export function coversPath(scopes: GrantedScopes, path: ScopePath): boolean {
  // A plain loop: this runs once per guarded field of every row.
  for (const scope of path.scopes) if (scopes[scope.kind].has(scope.id)) return true;
  return false;
}

/** The profiles that the caller holds on the object's path, each once, in the order of the grants. */
export function heldOn(caller: Caller, path: ScopePath): readonly Profile[] {
  // Loops, as in coversPath: a page of refused fields asks once for each.
  const held: Profile[] = [];
  for (const grant of caller.grants) {
    if (!held.includes(grant.profile) && coversPath(scopesOfGrant(grant), path)) held.push(grant.profile);
  }
  return held;
}

/** The profiles that the caller holds on anything at all, each once. */
export function heldAnywhere(caller: Caller): readonly Profile[] {
  return [...new Set(caller.grants.map((grant) => grant.profile))];
}

// Memory of derived sets only, keyed by frozen objects: the function stays pure for whoever calls it.
const PASSING_SCOPES = new WeakMap<Caller, Map<Rule, GrantedScopes>>();
const SCOPES_OF_GRANT = new WeakMap<CallerGrant, GrantedScopes>();

function scopesOfGrant(grant: CallerGrant): GrantedScopes {
  let scopes = SCOPES_OF_GRANT.get(grant);
  if (scopes === undefined) SCOPES_OF_GRANT.set(grant, (scopes = scopesOfGrants([grant])));
  return scopes;
}
