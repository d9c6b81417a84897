import type { Profile, ScopeKind, Service } from "./vocabulary";

/** One grant in force, with its ancestors, as identity gives it. Instants are epoch milliseconds, `until` excluded. */
export interface CallerGrant {
  readonly id: string;
  readonly profile: Profile;
  /** Empty but for MOBILE_ADDITIONAL. */
  readonly services: readonly Service[];
  readonly scope: { readonly kind: ScopeKind; readonly id: string };
  /** The organizations that the scope lies in: one, or for HOLDING its present members. */
  readonly organizationIds: readonly string[];
  /** The contract that the scope is or lies in. */
  readonly contractId: string | null;
  readonly validFrom: number;
  readonly validUntil: number | null;
}

/** Who is asking (access.md, Words). Frozen; resolved once per request, once per root field of a mutation. */
export interface Caller {
  /** Null: anonymous. */
  readonly userId: string | null;
  readonly sessionId: string | null;
  /** The organizations that the person is registered with. */
  readonly organizationIds: readonly string[];
  readonly grants: readonly CallerGrant[];
  /** The instant that decides validity, epoch milliseconds. */
  readonly at: number;
}

/** The caller who presented no token, or none that holds. */
export function anonymousCaller(at: number): Caller {
  return freezeCaller({ userId: null, sessionId: null, organizationIds: [], grants: [], at });
}

/** Deep-frozen copy that keeps only the grants in force at `caller.at`: nothing downstream can widen it. */
export function freezeCaller(caller: Caller): Caller {
  const grants = caller.grants
    .filter((grant) => isInForce(grant, caller.at))
    .map((grant) =>
      Object.freeze({
        ...grant,
        services: Object.freeze([...grant.services]),
        scope: Object.freeze({ ...grant.scope }),
        organizationIds: Object.freeze([...grant.organizationIds]),
      }),
    );
  return Object.freeze({
    ...caller,
    organizationIds: Object.freeze([...caller.organizationIds]),
    grants: Object.freeze(grants),
  });
}

/** Whether the grant is in force at the instant: [from, until). */
export function isInForce(grant: Pick<CallerGrant, "validFrom" | "validUntil">, at: number): boolean {
  return grant.validFrom <= at && (grant.validUntil === null || at < grant.validUntil);
}
