import type { Caller } from "./caller";
import { pathOfField, type ScopePath } from "./decide";
import { liesIn, pathOfGrant } from "./grant-path";
import type { AccessRules, Rule } from "./rules";
import { TYPE_OF_SCOPE } from "./scope-types";
import { SCOPE_KINDS } from "./vocabulary";

/**
 * Where a rule of one field is decided when it is asked about on an object that need not be of the field's own type:
 * `Organization.vatNumber` on a line means the line's company, as reading it there would; `Sim.imsi` the line's own SIM.
 * @param object the path of the object asked about
 */
export function pathOfRule(
  caller: Caller,
  rules: AccessRules,
  coordinate: string,
  rule: Rule,
  object: ScopePath,
): ScopePath {
  const path = pathOfField(object, coordinate);
  const type = rule.ofType ?? coordinate.slice(0, coordinate.indexOf("."));
  // What has a coverage is a summary: its rules are decided on every scope that it counts (access.md, "In the schema").
  if (rules.kindOf(`${type}.coverage`) !== undefined) return pathOfSummary(caller, path);
  const kind = SCOPE_KINDS.find((candidate) => TYPE_OF_SCOPE[candidate] === type);
  const at = path.scopes.findIndex((scope) => scope.kind === kind);
  return at > 0 ? { scopes: path.scopes.slice(at) } : path;
}

/**
 * Where the rules of a summary's fields are decided: its object, and the scope of every grant that lies in it. A grant
 * inside a wider one counts too: it adds no row, but it may pass a rule that the wider one does not.
 * @param path the object whose rows are counted and its ancestors, itself first
 */
export function pathOfSummary(caller: Caller, path: ScopePath): ScopePath {
  const inside = caller.grants.filter((grant) => liesIn(grant, path));
  return { scopes: [...path.scopes, ...inside.flatMap((grant) => pathOfGrant(grant).scopes)] };
}
