import type { CallerGrant } from "./caller";
import { grantPasses } from "./decide";
import type { AccessStatement, Rule } from "./rules";
import { PROFILES, SERVICES } from "./vocabulary";

type Holding = Pick<CallerGrant, "profile" | "services">;

/** The smallest grants that differ in what they pass: each profile, and MOBILE_ADDITIONAL with each single service. */
const HOLDINGS: readonly Holding[] = [
  ...PROFILES.map((profile) => ({ profile, services: [] })),
  ...SERVICES.map((service) => ({ profile: "MOBILE_ADDITIONAL" as const, services: [service] })),
];

/**
 * Whether every caller who passes `mine` on an object passes `theirs` on it. Exact, not a guess: with A a field that
 * is computed from B, it says whether A tells nobody what B would refuse them. Undefined: no rule of its own.
 */
export function isAtLeastAsGuarded(
  mine: AccessStatement | undefined,
  theirs: AccessStatement | undefined,
): boolean {
  if (theirs === undefined || theirs.audience === "public") return true;
  if (mine === undefined || mine.audience === "public") return false;
  return theirs.rules.every((rule) => mine.rules.some((own) => implies(own, rule)));
}

/**
 * Whether whoever passes `one` passes `other`. Rules are ANDed but need not be met by one grant: unless a single rule
 * implies the other, a caller can meet each with a grant, or as the User they are, that does not meet the other.
 */
function implies(one: Rule, other: Rule): boolean {
  if (one.orSelf && !other.orSelf) return false;
  return HOLDINGS.every((holding) => !grantPasses(holding, one) || grantPasses(holding, other));
}
