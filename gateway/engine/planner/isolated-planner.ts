import { join } from "node:path";
import { FairQueue } from "./fair-queue";
import { PlannerLane, type PlanJob } from "./planner-lane";
import {
  PlannerBusyError,
  type Overrides,
  type PlanTask,
  type QueryPlan,
  type QueryPlanner,
} from "./query-planner";

interface Job extends PlanJob {
  readonly caller: string;
  readonly task: PlanTask;
  /** Of `performance.now()`. */
  readonly since: number;
  /** How often it was begun by a process that then ended through no fault of the job's. */
  lost: number;
}

/** How planning is isolated. */
export interface IsolationOptions {
  /** The compiled program of the child processes. */
  readonly program?: string;
  /** How many operations are planned at once, each in a process of its own. Default 2. */
  readonly lanes?: number;
}

const PROGRAM = join(__dirname, "planner-process.js");
const DEFAULT_LANES = 2;
/** Operations that wait to be planned. */
const WAITING = { perCaller: 100, total: 1_000 };
/** A job goes to other lanes so often when processes end under it, killed by somebody else. */
const MAX_LOST = 2;
/** Whoever waited longer than this is not there any more, in milliseconds. */
const MAX_WAIT_MS = 15_000;

/**
 * The Rust planner in processes of its own, which may crash or hang without taking this one along: some supergraphs
 * and some operations make router-query-planner 0.0.38 abort its process, and on some it never comes back, whatever
 * its signal says. This process never constructs that planner. Operations wait in turns of their callers, and one
 * caller never holds every lane. `ready` rejects with the reason when the supergraph cannot be read. Decisions 0040
 * and 0080.
 */
export function createIsolatedPlanner(
  supergraphSdl: string,
  { program = PROGRAM, lanes = DEFAULT_LANES }: IsolationOptions = {},
): QueryPlanner {
  const planner = new IsolatedPlanner(supergraphSdl, program, lanes);
  return {
    percentages: percentagesOf(supergraphSdl),
    get waiting() {
      return planner.waiting;
    },
    ready: () => planner.ready,
    plan: (operation, overrides, task) => planner.plan(operation, overrides, task),
    close: () => planner.close(),
  };
}

/** The percentages of labels `percent(n)`, ascending, as `@join__field(overrideLabel:)` writes them. */
function percentagesOf(supergraphSdl: string): number[] {
  const found = supergraphSdl.matchAll(/overrideLabel:\s*"percent\((\d+(?:\.\d+)?)\)"/g);
  return [...new Set([...found].map(([, percentage]) => Number(percentage)))].sort((a, b) => a - b);
}

class IsolatedPlanner {
  /** Settled once the first process has read the supergraph, or has ended over it. */
  readonly ready: Promise<void>;
  private settleReady: { resolve(): void; reject(reason: Error): void } | undefined;
  private readonly lanes = new Set<PlannerLane>();
  private readonly queue = new FairQueue<Job>(WAITING);
  private isClosed = false;
  private lastId = 0;

  constructor(
    private readonly supergraphSdl: string,
    private readonly program: string,
    private readonly maxLanes: number,
  ) {
    this.ready = new Promise((resolve, reject) => (this.settleReady = { resolve, reject }));
    // Whoever does not ask whether it is ready learns of it by the plan that he does not get.
    this.ready.catch(() => undefined);
    this.start();
  }

  get waiting(): number {
    return this.queue.size;
  }

  plan(operation: string, { labels, percentage }: Overrides, task: PlanTask): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) {
        reject(new Error("The planner is closed."));
        return;
      }
      const request = { id: ++this.lastId, operation, labels: [...labels], percentage };
      const job = { request, resolve, reject, caller: task.caller, task, since: performance.now(), lost: 0 };
      if (!this.queue.add(job)) {
        reject(new PlannerBusyError("Too many operations wait to be planned."));
        return;
      }
      task.signal.addEventListener("abort", () => this.giveUp(job), { once: true });
      this.dispatch();
    });
  }

  close(): void {
    this.isClosed = true;
    for (const lane of this.lanes) lane.kill();
    this.failAll(new Error("The planner was closed."));
  }

  private dispatch(): void {
    while (!this.isClosed && this.queue.size > 0) {
      const lane = [...this.lanes].find(({ isFree }) => isFree);
      if (lane === undefined) {
        const isOneComing = [...this.lanes].some(({ isReady }) => !isReady);
        if (!isOneComing && this.lanes.size < this.maxLanes) this.start();
        return;
      }
      const job = this.queue.take((caller) => this.mayRun(caller));
      if (job === undefined) return;
      if (performance.now() - job.since > MAX_WAIT_MS) {
        job.reject(new PlannerBusyError("The operation waited too long to be planned."));
        continue;
      }
      job.task.begun?.();
      lane.run(job);
    }
  }

  /** One lane is always left to others, where there are several. */
  private mayRun(caller: string): boolean {
    const own = [...this.lanes].filter(({ job }) => (job as Job | undefined)?.caller === caller).length;
    return own < Math.max(1, this.maxLanes - 1);
  }

  /** Nobody waits for it any more. */
  private giveUp(job: Job): void {
    if (!this.queue.remove(job)) [...this.lanes].find((lane) => lane.job === job)?.kill();
    job.reject(new Error("Planning was given up."));
  }

  private start(): void {
    const lane = new PlannerLane(this.program, this.supergraphSdl, {
      free: () => {
        this.settleReady?.resolve();
        this.dispatch();
      },
      ended: (ended, reason) => this.replace(ended, reason),
    });
    this.lanes.add(lane);
  }

  private replace(lane: PlannerLane, reason: Error): void {
    this.lanes.delete(lane);
    this.settleReady?.reject(reason);
    const job = lane.job as Job | undefined;
    if (job !== undefined) this.leave(job, lane, reason);
    if (this.isClosed) return;
    if (!lane.isReady && this.lanes.size === 0) {
      // Another would end over the same text: it is started when there is something to plan again.
      this.failAll(lane.isBlameless ? ended(reason) : reason);
      return;
    }
    if (job !== undefined && this.lanes.size < this.maxLanes) this.start();
    this.dispatch();
  }

  /** What becomes of the job of a process that ended: its own fault, or begun once more in another lane. */
  private leave(job: Job, { isBlameless }: PlannerLane, reason: Error): void {
    if (!isBlameless) job.reject(reason);
    else if (this.isClosed || job.task.signal.aborted || ++job.lost > MAX_LOST || !this.queue.add(job))
      job.reject(ended(reason));
  }

  private failAll(reason: Error): void {
    for (const job of this.queue.drain()) job.reject(reason);
  }
}

/** The operation was not tried to its end: whoever asked may ask again. */
function ended(reason: Error): PlannerBusyError {
  return new PlannerBusyError("The planner ended before it had a plan.", { cause: reason });
}
