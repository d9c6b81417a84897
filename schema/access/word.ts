import type { AccessStatement, Rule } from "./rules";

/**
 * What a rule asks for, as people read it: `MOBILE_MASTER or MOBILE_ADDITIONAL with SIM_OPERATIONS, on this object`.
 * @param object what the rule is decided on, unless it says so itself
 */
export function wordRule(rule: Rule, object = "this object"): string {
  const profiles = rule.anyOf.map((profile) =>
    profile === "MOBILE_ADDITIONAL" && rule.service !== null ? `${profile} with ${rule.service}` : profile,
  );
  const last = profiles.at(-1) ?? "";
  const list = profiles.length < 2 ? last : `${profiles.slice(0, -1).join(", ")} or ${last}`;
  return `${list}, on ${objectOf(rule) ?? object}${rule.orSelf ? ", or being this User" : ""}`;
}

/** The sentence that a field's description says about its rules; undefined when it has none. */
export function wordStatement(statement: AccessStatement | undefined, object?: string): string | undefined {
  if (statement === undefined) return undefined;
  if (statement.audience === "public") return "Open to everyone.";
  if (statement.rules.length === 0) return "Requires a signed-in viewer.";
  return statement.rules
    .map((rule, index) => `${index === 0 ? "Requires" : "Also requires"} ${wordRule(rule, object)}.`)
    .join(" ");
}

function objectOf({ of, ofType }: Rule): string | undefined {
  if (of === null) return undefined;
  return `the ${ofType ?? "object"} that \`${of}\` names`;
}
