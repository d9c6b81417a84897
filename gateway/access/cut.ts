import { ByteCache } from "../../runtime/byte-cache";
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

/** What a cut keeps for each coordinate that it refuses, its words included. */
const BYTES_PER_REFUSAL = 600;
const DEFAULT_BYTES = 4 * 1024 * 1024;

/**
 * Decides before planning which fields a caller may meet on no object at all, so that nothing is fetched for them.
 * Callers who hold the same set of (profile, services) share one cut and its plans; the key carries the rules' hash.
 * @param cuts keeps those of the sets in use; a company's employees share a handful
 */
export function createAccessCut(
  rules: AccessRules,
  cuts = new ByteCache<HoldingsCut>(DEFAULT_BYTES),
): (caller: Caller, tokenIsRefused?: boolean) => HoldingsCut {
  return (caller, tokenIsRefused = false) => {
    const key = tokenIsRefused ? `${holdingsKey(caller)} refused` : holdingsKey(caller);
    let cut = cuts.get(key);
    if (cut === undefined) {
      cut = cutFor(key, caller, rules, tokenIsRefused);
      cuts.set(key, cut, key.length + rules.all().length * BYTES_PER_REFUSAL);
    }
    return cut;
  };
}

/**
 * Open to everyone, and null for a stranger. Who presents a refused token is told instead of being taken for a stranger,
 * whose null a client's cache would keep (access.md, "What the client gets").
 */
const WHO_IS_ASKING = "Query.viewer";

function cutFor(key: string, caller: Caller, rules: AccessRules, tokenIsRefused: boolean): HoldingsCut {
  const refused = new Map<string, Refusal>();
  for (const statement of rules.all()) {
    const verdict: Verdict = meetsSomewhere(caller, statement);
    if (!verdict.allowed) refused.set(statement.coordinate, refusalOf(statement, verdict));
  }
  const viewer = tokenIsRefused ? rules.of(WHO_IS_ASKING) : undefined;
  if (viewer !== undefined)
    refused.set(WHO_IS_ASKING, refusalOf(viewer, { allowed: false, code: "UNAUTHENTICATED" }));
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
