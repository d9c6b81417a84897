import { QueryPlanner as HivePlanner, type QueryPlan } from "@graphql-hive/router-query-planner";

export type { QueryPlan } from "@graphql-hive/router-query-planner";

/** What a plan depends on besides the operation: progressive overrides (`@override(label:)`). */
export interface Overrides {
  readonly labels: ReadonlySet<string>;
  /** 0 to 100; labels `percent(n)` above it are on. */
  readonly percentage: number;
}

/** For whom one operation is planned, and until when. */
export interface PlanTask {
  /** Operations of different callers are planned in turns. */
  readonly caller: string;
  /** Fires when nobody waits for the plan any more. */
  readonly signal: AbortSignal;
  /** Called when the operation has waited for its turn and is planned from now on. */
  readonly begun?: () => void;
}

/** The planner has more to do than it takes: the operation was not tried, and may be asked for again. */
export class PlannerBusyError extends Error {
  override readonly name = "PlannerBusyError";
}

/** Where plans come from. */
export interface QueryPlanner {
  /** The percentages that labels of this supergraph name, ascending. */
  readonly percentages: readonly number[];
  /** Operations that wait for their turn now. */
  readonly waiting?: number;
  /** Plans one operation without blocking the process; stops when the signal says so. */
  plan(operation: string, overrides: Overrides, task: PlanTask): Promise<QueryPlan>;
  /** Resolves once it has read the supergraph. Rejects with the reason when it cannot. */
  ready?(): Promise<void>;
  /** Lets go of what it holds; it plans nothing more. */
  close?(): void;
}

/** The planner with another way to plan, which goes through its own; everything else is its own still. */
export function planningBy(planner: QueryPlanner, plan: QueryPlanner["plan"]): QueryPlanner {
  return {
    percentages: planner.percentages,
    get waiting() {
      return planner.waiting ?? 0;
    },
    plan,
    ready: async () => planner.ready?.(),
    close: () => planner.close?.(),
  };
}

/**
 * The Rust planner of Hive Router, in this process. Throws when it cannot read the supergraph, and aborts the process
 * on some: `createIsolatedPlanner` keeps it apart.
 */
export function createQueryPlanner(supergraphSdl: string): QueryPlanner {
  const planner = new HivePlanner(supergraphSdl);
  return {
    percentages: [...planner.overridePercentages].sort((a, b) => a - b),
    // Only planAsync: plan() blocks the process, for seconds on a hostile operation.
    plan: (operation, overrides, { signal, begun }) => {
      begun?.();
      return planner.planAsync(operation, null, new Set(overrides.labels), overrides.percentage, signal);
    },
  };
}
