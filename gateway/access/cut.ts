import { LRUCache } from "lru-cache";
import type { Caller } from "../../schema/access/caller";
import { holdingsKey, meetsSomewhere, type Verdict } from "../../schema/access/decide";
import type { AccessRules } from "../../schema/access/rules";
import { refusalOf, type Refusal } from "./refusal";

/** The fields that callers of one kind of holdings can meet nowhere. Matches the engine's FieldCut. */
export interface HoldingsCut {
  readonly key: string;
  isCut(coordinate: string): boolean;
  error(coordinate: string): Refusal;
}

/** Sets of (profile, services) in use at one time; a company's employees share a handful. */
const HOLDINGS_CACHE_SIZE = 1_000;

/**
 * Decides before planning which fields a caller may meet on no object at all, so that nothing is fetched for them.
 * Callers who hold the same set of (profile, services) share one cut and its plans; the key carries the rules' hash.
 */
export function createAccessCut(rules: AccessRules): (caller: Caller) => HoldingsCut {
  const cuts = new LRUCache<string, HoldingsCut>({ max: HOLDINGS_CACHE_SIZE });
  return (caller) => {
    const key = holdingsKey(caller);
    let cut = cuts.get(key);
    if (cut === undefined) cuts.set(key, (cut = cutFor(key, caller, rules)));
    return cut;
  };
}

function cutFor(key: string, caller: Caller, rules: AccessRules): HoldingsCut {
  const refused = new Map<string, Refusal>();
  for (const statement of rules.all()) {
    const verdict: Verdict = meetsSomewhere(caller, statement);
    if (!verdict.allowed) refused.set(statement.coordinate, refusalOf(statement, verdict));
  }
  return {
    key,
    isCut: (coordinate) => refused.has(coordinate),
    error(coordinate) {
      const refusal = refused.get(coordinate);
      if (refusal === undefined) throw new Error(`${coordinate} is not cut`);
      return refusal;
    },
  };
}
