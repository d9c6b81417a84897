import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import {
  PlannerBusyError,
  type Overrides,
  type PlanTask,
  type QueryPlan,
  planningBy,
  type QueryPlanner,
} from "./query-planner";

/** How long a failure is remembered, in milliseconds. */
const REMEMBERED_MS = 60_000;
/** Failures that are remembered; each is a hash and an error of bounded length, some kilobytes. */
const MAX_FAILURES = 1_000;
/** Characters of a planner's words that are kept. */
const MAX_WORDS = 2_000;

/** The planner was given up on this operation within the last minute: it is not tried again yet. */
export class PlanTooSlowError extends Error {
  override readonly name = "PlanTooSlowError";
}

/**
 * A planner that remembers for a minute which operations it failed at, panicked at or was given up on, by their text,
 * so that one such operation does not cost a process each time that it is sent. Bounded to some megabytes: of an
 * operation only the hash is kept.
 */
export function rememberFailures(planner: QueryPlanner): QueryPlanner {
  const failures = new LRUCache<string, Error>({
    max: MAX_FAILURES,
    ttl: REMEMBERED_MS,
  });
  const plan = async (operation: string, overrides: Overrides, task: PlanTask): Promise<QueryPlan> => {
    const key = keyOf(operation, overrides);
    const known = failures.get(key);
    if (known !== undefined) throw known;
    // A planner that hangs in this process never rejects, so its end is not waited for.
    const slow = (): void =>
      void failures.set(key, new PlanTooSlowError("The planner was given up on it within the last minute."));
    task.signal.addEventListener("abort", slow, { once: true });
    try {
      return await planner.plan(operation, overrides, task);
    } catch (error) {
      if (!task.signal.aborted && !(error instanceof PlannerBusyError)) failures.set(key, bounded(error));
      throw error;
    } finally {
      task.signal.removeEventListener("abort", slow);
    }
  };
  return planningBy(planner, plan);
}

function keyOf(operation: string, { labels, percentage }: Overrides): string {
  const hash = createHash("sha256").update(operation).digest("base64");
  return `${hash}/${percentage}/${[...labels].sort().join()}`;
}

function bounded(error: unknown): Error {
  return new Error((error instanceof Error ? error.message : String(error)).slice(0, MAX_WORDS));
}
