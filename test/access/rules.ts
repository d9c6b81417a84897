import type { Rule } from "../../schema/access/rules";

/** A rule that one of the profiles meets; `more` is what else it asks for. */
export const rule = (anyOf: Rule["anyOf"], more: Partial<Rule> = {}): Rule => ({
  anyOf,
  service: null,
  of: null,
  ofType: null,
  orSelf: false,
  ...more,
});
