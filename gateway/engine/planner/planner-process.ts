import type { PlanAnswer, PlanRequest } from "./planner-lane";
import { createQueryPlanner, type QueryPlanner } from "./query-planner";

/**
 * The other side of a planner's lane: a process that plans what it is sent, and nothing else. The first message is
 * the supergraph's text; it is answered by the word that it was read, or by the reason why not.
 */
let planner: QueryPlanner | undefined;

process.on("message", (message: string | PlanRequest) => {
  if (typeof message === "string") process.send?.(read(message));
  else void answer(message).then((told) => process.send?.(told));
});

// A planner that will not come back keeps its thread, and an ordinary exit would wait for that.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

function read(supergraphSdl: string): PlanAnswer {
  try {
    planner = createQueryPlanner(supergraphSdl);
    return { kind: "ready" };
  } catch (error) {
    return { kind: "refused", error: messageOf(error) };
  }
}

async function answer({ id, operation, labels, percentage }: PlanRequest): Promise<PlanAnswer> {
  try {
    if (planner === undefined) throw new Error("Nothing to plan for yet.");
    const overrides = { labels: new Set(labels), percentage };
    const task = { caller: "", signal: new AbortController().signal };
    return { kind: "plan", id, plan: await planner.plan(operation, overrides, task) };
  } catch (error) {
    return { kind: "failed", id, error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
