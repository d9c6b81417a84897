import { GraphQLError } from "graphql";
import { requestError } from "../errors";
import type { Overrides, QueryPlan, QueryPlanner } from "./query-planner";

/** The time that planning one operation may take, over all attempts at it. It runs from the first attempt on. */
export class PlanBudget {
  private end: number | undefined;

  constructor(readonly totalMs: number) {}

  /** Milliseconds, 0 when it is used up. */
  left(): number {
    const now = performance.now();
    this.end ??= now + this.totalMs;
    return Math.max(0, this.end - now);
  }
}

/**
 * Plans within a share of the budget's rest. The flight is nobody's own: a client that goes away leaves it running for the others.
 * Rejects with a request error: TIMEOUT past the deadline, INTERNAL when the planner finds no plan.
 */
export async function planWithin(
  planner: QueryPlanner,
  operation: string,
  overrides: Overrides,
  budget: PlanBudget,
  share = 1,
): Promise<QueryPlan> {
  const timeoutMs = budget.left() * share;
  if (timeoutMs === 0) throw tooLate(budget.totalMs);
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(tooLate(budget.totalMs));
    }, timeoutMs);
  });
  try {
    return await Promise.race([planner.plan(operation, overrides, controller.signal), late]);
  } catch (error) {
    if (controller.signal.aborted) throw tooLate(budget.totalMs);
    // The planner's own words name types and subgraphs that a client may not know.
    throw Object.assign(requestError("The operation could not be planned.", "INTERNAL"), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Whether planning was given up because it took too long, rather than because there is no plan. */
export function isDeadline(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions["code"] === "TIMEOUT";
}

function tooLate(timeoutMs: number): GraphQLError {
  return requestError(`The operation could not be planned within ${timeoutMs} ms.`, "TIMEOUT");
}
