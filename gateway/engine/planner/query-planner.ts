import { QueryPlanner as HivePlanner, type QueryPlan } from "@graphql-hive/router-query-planner";

export type { QueryPlan } from "@graphql-hive/router-query-planner";

/** What a plan depends on besides the operation: progressive overrides (`@override(label:)`). */
export interface Overrides {
  readonly labels: ReadonlySet<string>;
  /** 0 to 100; labels `percent(n)` above it are on. */
  readonly percentage: number;
}

/** Where plans come from. */
export interface QueryPlanner {
  /** The percentages that labels of this supergraph name, ascending. */
  readonly percentages: readonly number[];
  /** Plans one operation without blocking the process; stops when the signal says so. */
  plan(operation: string, overrides: Overrides, signal: AbortSignal): Promise<QueryPlan>;
  /** Resolves once it can plan, or cannot: then `plan` says why. */
  ready?(): Promise<void>;
  /** Lets go of what it holds; it plans nothing more. */
  close?(): void;
}

/** The Rust planner of Hive Router. Throws when it cannot read the supergraph. */
export function createQueryPlanner(supergraphSdl: string): QueryPlanner {
  const planner = new HivePlanner(supergraphSdl);
  return {
    percentages: [...planner.overridePercentages].sort((a, b) => a - b),
    // Only planAsync: plan() blocks the process, for seconds on a hostile operation.
    plan: (operation, overrides, signal) =>
      planner.planAsync(operation, null, new Set(overrides.labels), overrides.percentage, signal),
  };
}
