import { GraphQLError } from "graphql";
import { requestError } from "../contract/errors";
import { PlanTooSlowError } from "./failed-plans";
import { PlannerBusyError, type Overrides, type QueryPlan, type QueryPlanner } from "./query-planner";

/** The time that planning one operation may take, over all attempts at it. Waiting for a turn takes none of it. */
export class PlanBudget {
  private spent = 0;

  /** @param caller whose operation it is: the planner serves callers in turns */
  constructor(
    readonly totalMs: number,
    readonly caller: string = "",
  ) {}

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
  const timeoutMs = budget.left() * share;
  if (timeoutMs === 0) throw tooLate(budget.totalMs);
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let begunAt: number | undefined;
  try {
    return await new Promise<QueryPlan>((resolve, reject) => {
      const begun = (): void => {
        // Once more when its process was killed and another takes it.
        clearTimeout(timer);
        begunAt ??= performance.now();
        timer = setTimeout(() => {
          controller.abort();
          reject(tooLate(budget.totalMs));
        }, timeoutMs);
      };
      const task = { caller: budget.caller, signal: controller.signal, begun };
      planner.plan(operation, overrides, task).then(resolve, reject);
    });
  } catch (error) {
    if (controller.signal.aborted || error instanceof PlanTooSlowError) throw tooLate(budget.totalMs, error);
    if (error instanceof PlannerBusyError) throw withCause(requestError(error.message, "TIMEOUT"), error);
    throw noPlan(error);
  } finally {
    clearTimeout(timer);
    if (begunAt !== undefined) budget.spend(performance.now() - begunAt);
  }
}

/** Whether planning was given up because it took too long, rather than because there is no plan. */
export function isDeadline(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions["code"] === "TIMEOUT";
}

/** For an operation without a plan. The planner's own words name types and subgraphs that a client may not know. */
export function noPlan(cause: unknown): GraphQLError {
  return withCause(requestError("The operation could not be planned.", "INTERNAL"), cause);
}

function tooLate(timeoutMs: number, cause?: unknown): GraphQLError {
  return withCause(
    requestError(`The operation could not be planned within ${timeoutMs} ms.`, "TIMEOUT"),
    cause,
  );
}

/** What an operator's log says besides; clients never read an error's cause. */
function withCause(error: GraphQLError, cause: unknown): GraphQLError {
  return cause === undefined || cause instanceof GraphQLError ? error : Object.assign(error, { cause });
}
