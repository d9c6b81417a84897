import { grantableBy } from "../../schema/access/grantable";
import type { Verdict } from "../../schema/access/decide";
import { termsOf } from "../../schema/access/rule-terms";
import type { AccessRules, AccessStatement } from "../../schema/access/rules";
import type { Profile } from "../../schema/access/vocabulary";
import { wordRule } from "../../schema/access/word";

/** Why a value is withheld from a caller, as an error of the answer says it. */
export interface Refusal {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Why a viewer who believes to be signed in is not, and what to do. */
const REFUSED_TOKEN =
  ", and the access token of this request is not valid any more: refresh the session, or sign in again";

/** How people call those who can give something. */
const GIVERS: Partial<Readonly<Record<Profile, string>>> = {
  LEGAL_REP: "the legal representative",
  MOBILE_MASTER: "the mobile master",
  FIXED_OWNER: "the owner of the fixed lines",
};

/**
 * Words a refusal for the client: what the coordinate requires, what the viewer holds and whom to ask, all of which the
 * schema and the viewer's own grants already say; never anything of the hidden value (access.md, "What the client gets").
 * @param tokenIsRefused whether the request came with a token that is worth nothing
 */
export function refusalOf(
  statement: AccessStatement,
  verdict: Exclude<Verdict, { allowed: true }>,
  tokenIsRefused = false,
): Refusal {
  const { coordinate, rules } = statement;
  if (verdict.code === "UNAUTHENTICATED") {
    return {
      message: `${coordinate} needs a signed-in viewer${tokenIsRefused ? REFUSED_TOKEN : ""}`,
      extensions: { code: verdict.code, coordinate },
    };
  }
  const givers = grantableBy(rules);
  const asked = rules.map((rule) => wordRule(rule)).join("; and ");
  return {
    message: `${coordinate} requires ${asked}. ${whomToAsk(givers)}`,
    extensions: {
      code: verdict.code,
      coordinate,
      requires: termsOf(rules),
      held: verdict.held,
      grantableBy: givers,
    },
  };
}

/** The compact refusal of a subgraph, worded; null when the error is no refusal that the published schema explains. */
export function wordRefusal(
  rules: AccessRules,
  extensions: Readonly<Record<string, unknown>>,
  tokenIsRefused = false,
): Refusal | null {
  const { code, coordinate, held } = extensions;
  const statement = typeof coordinate === "string" ? rules.of(coordinate) : undefined;
  if (statement === undefined) return null;
  if (code === "UNAUTHENTICATED") return refusalOf(statement, { allowed: false, code }, tokenIsRefused);
  if (code !== "FORBIDDEN" || !Array.isArray(held)) return null;
  return refusalOf(statement, { allowed: false, code, held });
}

function whomToAsk(givers: readonly Profile[]): string {
  if (givers.length === 0) return "Only the operator gives it.";
  return `Ask ${givers.map((giver) => GIVERS[giver] ?? giver).join(" or ")}.`;
}
