import type { GatewayContext } from "../request/context";
import { createIsolatedPlanner, type EngineOptions } from "../engine";
import type { GatewayEnvironment } from "../settings/env";

/**
 * Where a process that serves gets its plans: from child processes, as many as the environment says. It never makes a
 * planner of its own, since a supergraph or an operation can abort the process that does (decision 0080).
 */
export function plannerFor({
  PLAN_LANES: lanes,
}: Pick<GatewayEnvironment, "PLAN_LANES">): NonNullable<EngineOptions<GatewayContext>["createPlanner"]> {
  return (supergraphSdl) => createIsolatedPlanner(supergraphSdl, { lanes });
}
