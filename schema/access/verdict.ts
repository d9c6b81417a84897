import type { Caller, CallerGrant } from "./caller";
import {
  decide,
  grantPasses,
  heldAnywhere,
  heldOn,
  meetsSomewhere,
  coversPath,
  scopesOfGrants,
  type ScopePath,
  type Verdict,
} from "./decide";
import { grantableBy } from "./grantable";
import { termsOf, type RuleTerms } from "./rule-terms";
import type { AccessRules, AccessStatement, Rule } from "./rules";
import type { Profile } from "./vocabulary";
import { pathOfRule } from "./verdict-path";

/** An answer to "may I?" that says why (access.md, "Nobody else explains"). */
export interface ExplainedVerdict {
  readonly coordinate: string;
  readonly allowed: boolean;
  /** Why not; null when allowed. */
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND" | null;
  /** All have to pass. */
  readonly requires: readonly RuleTerms[];
  readonly held: readonly Profile[];
  /** The grant by which a rule passes; null where none is needed. */
  readonly allowedBy: CallerGrant | null;
  readonly grantableBy: readonly Profile[];
}

/** What is asked about: an object by its path, any object at all, or one that does not exist or is out of scope. */
export type AskedAbout = ScopePath | "anything" | "nothing";

/** The verdict on one field, by the very functions that decide it where it is read. */
export function explain(
  caller: Caller,
  rules: AccessRules,
  coordinate: string,
  object: AskedAbout,
): ExplainedVerdict {
  const statement = statementOf(rules, coordinate);
  const requires = termsOf(statement.rules);
  if (object === "nothing") {
    const nothing = { held: [], allowedBy: null, grantableBy: [] };
    return { coordinate, allowed: false, code: "NOT_FOUND", requires, ...nothing };
  }
  const verdict =
    object === "anything" ? meetsSomewhere(caller, statement) : decideRules(caller, rules, statement, object);
  return {
    coordinate,
    allowed: verdict.allowed,
    code: verdict.allowed ? null : verdict.code,
    requires,
    held:
      object === "anything"
        ? heldAnywhere(caller)
        : heldOn(caller, placeOf(caller, rules, statement, object)),
    allowedBy: verdict.allowed ? (passingGrants(caller, rules, coordinate, object)[0] ?? null) : null,
    grantableBy: grantableBy(statement.rules),
  };
}

/**
 * The caller's grants by which rules of the field pass on the object: those that are enough alone come first. Only
 * together with a verdict that allows do they say who may read.
 */
export function passingGrants(
  caller: Caller,
  rules: AccessRules,
  coordinate: string,
  object: ScopePath | "anything",
): readonly CallerGrant[] {
  const stated = statementOf(rules, coordinate).rules;
  const passes = (grant: CallerGrant, rule: Rule): boolean => {
    if (!grantPasses(grant, rule)) return false;
    if (object === "anything") return true;
    return coversPath(scopesOfGrants([grant]), pathOfRule(caller, rules, coordinate, rule, object));
  };
  const some = caller.grants.filter((grant) => stated.some((rule) => passes(grant, rule)));
  const isEnough = (grant: CallerGrant): boolean => stated.every((rule) => passes(grant, rule));
  return [...some.filter(isEnough), ...some.filter((grant) => !isEnough(grant))];
}

/** The ruled fields, not input fields, that somebody could meet on the object as `after` and cannot as `before`. */
export function fieldsGained(
  before: Caller,
  after: Caller,
  rules: AccessRules,
  object: ScopePath,
): readonly string[] {
  return rules
    .all()
    .filter((statement) => statement.rules.length > 0 && rules.kindOf(statement.coordinate) === "field")
    .filter(
      (statement) =>
        decideRules(after, rules, statement, object).allowed &&
        !decideRules(before, rules, statement, object).allowed,
    )
    .map(({ coordinate }) => coordinate)
    .toSorted();
}

/** Each rule on its own path, the same yes or no as where the field is read. */
function decideRules(
  caller: Caller,
  rules: AccessRules,
  statement: AccessStatement,
  object: ScopePath,
): Verdict {
  if (statement.rules.length === 0) return decide(caller, statement, object);
  const verdicts = statement.rules.map((rule) => {
    const part = { ...statement, rules: [rule] };
    return decide(caller, part, placeOf(caller, rules, part, object));
  });
  return verdicts.find(({ allowed }) => !allowed) ?? { allowed: true };
}

function placeOf(
  caller: Caller,
  rules: AccessRules,
  statement: AccessStatement,
  object: ScopePath,
): ScopePath {
  const [rule] = statement.rules;
  return rule ? pathOfRule(caller, rules, statement.coordinate, rule, object) : object;
}

/** What carries no rule of its own is met with its object, by every signed-in viewer whose rows hold that. */
function statementOf(rules: AccessRules, coordinate: string): AccessStatement {
  return rules.of(coordinate) ?? { coordinate, audience: "signedIn", rules: [] };
}
