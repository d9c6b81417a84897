import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createQueryPlanner, type Overrides, type QueryPlan, type QueryPlanner } from "./query-planner";

/** What the planner's process is sent for one operation. */
export interface PlanRequest {
  readonly id: number;
  readonly operation: string;
  readonly labels: readonly string[];
  readonly percentage: number;
}

/** What it answers: that it is ready, a plan, or why there is none. */
export type PlanAnswer =
  | typeof READY
  | { readonly id: number; readonly plan: QueryPlan }
  | { readonly id: number; readonly error: string };

interface Job {
  readonly request: PlanRequest;
  resolve(plan: QueryPlan): void;
  reject(error: Error): void;
}

export const READY = "ready";

const PROGRAM = join(__dirname, "planner-process.js");

/**
 * The Rust planner in a process of its own, which may crash or hang without taking this one along: some operations
 * make router-query-planner 0.0.38 abort its process, and on some it never comes back, whatever its signal says. It
 * plans one operation at a time, so that the one to blame is known; a process that died or was given up is replaced.
 * Throws when the supergraph cannot be read. Decision 0040.
 */
export function createIsolatedPlanner(supergraphSdl: string, program: string = PROGRAM): QueryPlanner {
  // Read here too: a text that is refused is refused at once, and what it says of overrides is known at once.
  const { percentages } = createQueryPlanner(supergraphSdl);
  const planner = new IsolatedPlanner(supergraphSdl, program);
  return {
    percentages,
    ready: () => planner.ready,
    plan: (operation, overrides, signal) => planner.plan(operation, overrides, signal),
    close: () => planner.close(),
  };
}

class IsolatedPlanner {
  /** Settled once the process that plans next has read the supergraph, or has ended. */
  ready: Promise<void> = Promise.resolve();
  private child: ChildProcess | undefined;
  private readonly queue: Job[] = [];
  private current: Job | undefined;
  private isClosed = false;
  private lastId = 0;

  constructor(
    private readonly supergraphSdl: string,
    private readonly program: string,
  ) {
    this.child = this.start();
  }

  plan(operation: string, { labels, percentage }: Overrides, signal: AbortSignal): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) {
        reject(new Error("The planner is closed."));
        return;
      }
      const request = { id: ++this.lastId, operation, labels: [...labels], percentage };
      const job: Job = { request, resolve, reject };
      signal.addEventListener("abort", () => this.giveUp(job), { once: true });
      this.queue.push(job);
      this.next();
    });
  }

  close(): void {
    this.isClosed = true;
    this.child?.kill("SIGKILL");
    for (const job of this.queue.splice(0)) job.reject(new Error("The planner was closed."));
  }

  private next(): void {
    if (this.current !== undefined || this.isClosed) return;
    this.current = this.queue.shift();
    if (this.current === undefined) return;
    this.child ??= this.start();
    this.child.send(this.current.request);
  }

  private settle(answer: PlanAnswer): void {
    const job = this.current;
    if (answer === READY || job?.request.id !== answer.id) return;
    this.current = undefined;
    if ("plan" in answer) job.resolve(answer.plan);
    else job.reject(new Error(answer.error));
    this.next();
  }

  /** Nobody waits for it any more. Only the end of its process stops a planner that has begun. */
  private giveUp(job: Job): void {
    const waiting = this.queue.indexOf(job);
    if (waiting >= 0) this.queue.splice(waiting, 1);
    else if (this.current === job) this.child?.kill("SIGKILL");
    job.reject(new Error("Planning was given up."));
  }

  private start(): ChildProcess {
    const child = fork(this.program, {
      // No secret of this process is any business of the planner's.
      env: {},
      execArgv: [],
      serialization: "json",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.send(this.supergraphSdl);
    child.on("message", (answer) => this.settle(answer as PlanAnswer));
    child.on("error", () => undefined);
    this.ready = new Promise((resolve) => {
      child.once("message", () => resolve());
      child.once("exit", () => resolve());
    });
    child.once("exit", () => this.replace());
    // It must not keep the process alive that it plans for.
    child.unref();
    child.channel?.unref();
    return child;
  }

  private replace(): void {
    const job = this.current;
    this.current = undefined;
    this.child = undefined;
    job?.reject(new Error("The planner's process ended."));
    if (this.isClosed) return;
    // One that ends unasked would end again: it is started when there is something to plan.
    if (job !== undefined) this.child = this.start();
    this.next();
  }
}
