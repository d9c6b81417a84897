import { READY, type PlanAnswer, type PlanRequest } from "./isolated-planner";
import { createQueryPlanner, type QueryPlanner } from "./query-planner";

/**
 * The other side of an isolated planner: a process that plans what it is sent, and nothing else. The first message is
 * the supergraph's text.
 */
let planner: QueryPlanner | undefined;

process.on("message", (message: string | PlanRequest) => {
  if (typeof message === "string") {
    planner = createQueryPlanner(message);
    process.send?.(READY);
  } else void answer(message).then((told) => process.send?.(told));
});

// A planner that will not come back keeps its thread, and an ordinary exit would wait for that.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

async function answer({ id, operation, labels, percentage }: PlanRequest): Promise<PlanAnswer> {
  try {
    if (planner === undefined) throw new Error("Nothing to plan for yet.");
    const overrides = { labels: new Set(labels), percentage };
    return { id, plan: await planner.plan(operation, overrides, new AbortController().signal) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
