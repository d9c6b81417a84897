import { grantPasses } from "./decide";
import type { Rule } from "./rules";
import { PROFILES, SERVICES, type Profile } from "./vocabulary";

/**
 * Who gives each profile, on a scope that their own grant reaches (domain.md, "Who may do what"; R10, R13, R17). None:
 * it comes with the operator's feed. An implied profile does not count: who gives is written out.
 */
export const GRANTED_BY: Readonly<Record<Profile, readonly Profile[]>> = {
  LEGAL_REP: [],
  HOLDING_REFERENT: [],
  MOBILE_MASTER: ["LEGAL_REP"],
  MOBILE_ADDITIONAL: ["LEGAL_REP", "MOBILE_MASTER"],
  END_USER: ["LEGAL_REP", "MOBILE_MASTER"],
  FIXED_OWNER: [],
  FIXED_MASTER: ["LEGAL_REP", "FIXED_OWNER"],
  FIXED_STANDARD: ["LEGAL_REP"],
};

/**
 * The profiles whose holders could give somebody what it takes to pass all of these rules; none where only the
 * operator can. Turns on the rules alone, never on who asks or what is hidden.
 */
export function grantableBy(rules: readonly Rule[]): readonly Profile[] {
  if (rules.length === 0) return [];
  const givers = rules.map(
    (rule) =>
      new Set(PROFILES.filter((profile) => opens(profile, rule)).flatMap((profile) => GRANTED_BY[profile])),
  );
  return PROFILES.filter((giver) => givers.every((some) => some.has(giver)));
}

function opens(profile: Profile, rule: Rule): boolean {
  return grantPasses({ profile, services: SERVICES }, rule);
}
