import type { Rule } from "./rules";
import type { Profile, Service } from "./vocabulary";

/** A rule as clients read it (contract: AccessRule). */
export interface RuleTerms {
  readonly anyOf: readonly Profile[];
  readonly service?: Service;
}

/** What each rule asks for; `service` only where there is one. */
export function termsOf(rules: readonly Rule[]): readonly RuleTerms[] {
  return rules.map(({ anyOf, service }) => (service === null ? { anyOf } : { anyOf, service }));
}
