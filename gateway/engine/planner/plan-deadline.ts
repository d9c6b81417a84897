import { GraphQLError } from "graphql";
import { requestError } from "../errors";
import type { Overrides, QueryPlan, QueryPlanner } from "./query-planner";

/** The time that planning one operation may take, over all attempts at it. A planner that starts takes none of it. */
export class PlanBudget {
  private spent = 0;

  constructor(readonly totalMs: number) {}

  /** Milliseconds, 0 when it is used up. */
  left(): number {
    return Math.max(0, this.totalMs - this.spent);
  }

  spend(ms: number): void {
    this.spent += ms;
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
  await planner.ready?.();
  const timeoutMs = budget.left() * share;
  if (timeoutMs === 0) throw tooLate(budget.totalMs);
  const begun = performance.now();
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
    budget.spend(performance.now() - begun);
  }
}

/** Whether planning was given up because it took too long, rather than because there is no plan. */
export function isDeadline(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions["code"] === "TIMEOUT";
}

function tooLate(timeoutMs: number): GraphQLError {
  return requestError(`The operation could not be planned within ${timeoutMs} ms.`, "TIMEOUT");
}
