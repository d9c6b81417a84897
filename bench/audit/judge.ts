import { isDeepStrictEqual } from "node:util";
import type { Answered } from "./ask";
import { WORLD, type Expectation } from "./catalogue";

/**
 * `exact`: the data and the refused paths as expected, siblings alive. `closed`: nothing hidden was shown, but the
 * answer is another (the whole request refused, a path missing). `open`: something hidden was shown, or done.
 */
export type Outcome = "exact" | "closed" | "open";

export interface Judgement {
  readonly outcome: Outcome;
  /** What came instead, when it is not exact. */
  readonly got: string;
}

/** Holds one answer against what the catalogue expects of it. */
export function judge(expected: Expectation, answered: Answered): Judgement {
  const got = answered.text.slice(0, 400);
  const allowed = "rejected" in expected ? "" : JSON.stringify(expected.data);
  const shown = WORLD.secrets.filter((secret) => answered.text.includes(secret) && !allowed.includes(secret));
  if (shown.length > 0) return { outcome: "open", got };
  if ("rejected" in expected) return judgeRejected(answered, got);
  const isSame =
    isDeepStrictEqual(withoutNulls(answered.data), withoutNulls(expected.data)) &&
    isDeepStrictEqual(answered.refused, [...expected.refused].sort());
  if (isSame) return { outcome: "exact", got: "" };
  // No secret was expected away, so what differs is what somebody did: a counter that moved.
  return { outcome: counts(answered.data, expected.data) ? "open" : "closed", got };
}

function judgeRejected({ data }: Answered, got: string): Judgement {
  const isNothing = data === undefined || data === null;
  return { outcome: isNothing ? "exact" : "open", got: isNothing ? "" : got };
}

/** Whether a number is another than expected. */
function counts(actual: unknown, expected: unknown): boolean {
  if (typeof expected === "number") return typeof actual === "number" && actual !== expected;
  if (typeof expected !== "object" || expected === null) return false;
  if (typeof actual !== "object" || actual === null) return false;
  const found = actual as Readonly<Record<string, unknown>>;
  return Object.entries(expected).some(([key, value]) => counts(found[key], value));
}

/** A field that is left out is as good as null here: the audit is of access, not of form. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== null && child !== undefined);
  const children = kept.map(([key, child]) => [key, withoutNulls(child)] as const);
  return Object.fromEntries(children);
}
