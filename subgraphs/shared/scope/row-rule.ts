import type { Caller, CallerGrant } from "../../../schema/access/caller";
import { grantGives, coversPath, scopesOfGrants, type ScopePath } from "../../../schema/access/decide";
import { liesIn, pathOfGrant } from "../../../schema/access/grant-path";
import type { Profile, Service } from "../../../schema/access/vocabulary";

/** Which grants give rows of a type: the first of the two layers (access.md, "In the schema", Rows). */
export interface RowRule {
  readonly anyOf: readonly Profile[];
  /** A MOBILE_ADDITIONAL grant gives rows only if it names one of these. */
  readonly services?: readonly Service[];
}

/** On which of the viewer's own grants a list or figure rests. */
export interface RowCoverage {
  /** ALL: a grant covers the whole object asked about; PARTIAL: some of what lies in it; NONE: nothing of it. */
  readonly kind: "ALL" | "PARTIAL" | "NONE";
  /** Grants within others are dropped. */
  readonly grants: readonly CallerGrant[];
}

/** The caller's grants that give rows under the rule, those contained in others dropped. */
export function rowGrants(caller: Caller, rule: RowRule): readonly CallerGrant[] {
  return outermost(caller.grants.filter((grant) => givesRows(grant, rule)));
}

/**
 * The coverage of a list below `parent` (an organization, a contract): ALL rests on the grants over the parent itself
 * or an ancestor, PARTIAL on those inside it.
 */
export function coverageWithin(caller: Caller, rule: RowRule, parent: ScopePath): RowCoverage {
  const grants = rowGrants(caller, rule);
  const whole = grants.filter((grant) => coversPath(scopesOfGrants([grant]), parent));
  if (whole.length > 0) return { kind: "ALL", grants: whole };
  const inside = grants.filter((grant) => liesIn(grant, parent));
  return inside.length > 0 ? { kind: "PARTIAL", grants: inside } : { kind: "NONE", grants: [] };
}

function givesRows(grant: CallerGrant, rule: RowRule): boolean {
  const { services } = rule;
  if (services === undefined) return rule.anyOf.some((profile) => grantGives(grant, profile, null));
  return rule.anyOf.some((profile) => services.some((service) => grantGives(grant, profile, service)));
}

/** Drops each grant whose rows another gives already: the same scope again, or one inside a wider one. */
function outermost(grants: readonly CallerGrant[]): readonly CallerGrant[] {
  return grants.filter((grant, index) => {
    const path = pathOfGrant(grant);
    return !grants.some((other, otherIndex) =>
      other.scope.kind === grant.scope.kind && other.scope.id === grant.scope.id
        ? otherIndex < index
        : covers(other, grant, path),
    );
  });
}

/** Whether a grant on another scope gives all that this one does. */
function covers(other: CallerGrant, grant: CallerGrant, path: ScopePath): boolean {
  // A holding is covered only as a whole: by itself (above), or where each member is covered, which no grant does.
  return grant.scope.kind !== "HOLDING" && coversPath(scopesOfGrants([other]), path);
}
