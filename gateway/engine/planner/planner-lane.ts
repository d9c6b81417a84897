import { fork, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import type { QueryPlan } from "./query-planner";

/** What the planner's process is sent for one operation. */
export interface PlanRequest {
  readonly id: number;
  readonly operation: string;
  readonly labels: readonly string[];
  readonly percentage: number;
}

/** What it answers: that it has read the supergraph or refuses it, a plan, or why there is none. */
export type PlanAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "refused"; readonly error: string }
  | { readonly kind: "plan"; readonly id: number; readonly plan: QueryPlan }
  | { readonly kind: "failed"; readonly id: number; readonly error: string };

/** One operation that somebody waits for. */
export interface PlanJob {
  readonly request: PlanRequest;
  resolve(plan: QueryPlan): void;
  reject(error: Error): void;
}

/** What a lane tells whoever gives it work. */
export interface LaneListener {
  /** It has read the supergraph, or has answered: it can take another job. */
  free(lane: PlannerLane): void;
  /** Its process is gone, and with it the job that it had. */
  ended(lane: PlannerLane, reason: Error): void;
}

/** Signals that an operator or the system sends; a planner that crashes ends by others (SIGABRT, SIGSEGV). */
const FROM_OUTSIDE: ReadonlySet<NodeJS.Signals> = new Set(["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"]);
/** Characters of the process's error output that are kept: the place and the words of a Rust panic. */
const ERROR_OUTPUT = 2_000;

/**
 * One child process that plans one operation at a time, so that the one to blame is known when it crashes or has to
 * be killed. It is not started anew here: whoever owns the lane makes another.
 */
export class PlannerLane {
  /** The job that it works on. */
  job: PlanJob | undefined;
  isReady = false;
  /** Nobody asked for the end of its process, and the job is not to blame for it: another lane may do it. */
  isBlameless = false;
  /** Its process has ended, or will. */
  private isGone = false;
  private readonly child: ChildProcess;
  private isKilled = false;
  private errorOutput = "";
  private refusal: string | undefined;

  constructor(
    program: string,
    supergraphSdl: string,
    private readonly listener: LaneListener,
  ) {
    this.child = fork(program, {
      // No secret of this process is any business of the planner's.
      env: {},
      execArgv: [],
      serialization: "json",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errorOutput = `${this.errorOutput}${text}`.slice(-ERROR_OUTPUT);
    });
    this.child.on("message", (answer) => this.settle(answer as PlanAnswer));
    this.child.on("error", () => undefined);
    // Known before "close", which comes when all that it wrote has been read: no job may be given to it any more.
    this.child.once("exit", () => (this.isGone = true));
    this.child.once("disconnect", () => (this.isGone = true));
    // "close" and not "exit": the words of a panic have then been read.
    this.child.once("close", (code, signal) => {
      this.isBlameless ||= !this.isKilled && signal !== null && FROM_OUTSIDE.has(signal);
      listener.ended(this, this.reason(code, signal));
    });
    this.child.send(supergraphSdl);
  }

  get isFree(): boolean {
    return this.isReady && !this.isGone && this.job === undefined;
  }

  /** @param job it begins at once: the lane must be free */
  run(job: PlanJob): void {
    this.job = job;
    this.child.send(job.request, (error) => {
      // It never got the job.
      if (error !== null) this.isBlameless = true;
    });
  }

  /** Only the end of its process stops a planner that has begun. */
  kill(): void {
    this.isGone = true;
    this.isKilled = true;
    this.child.kill("SIGKILL");
  }

  private settle(answer: PlanAnswer): void {
    if (answer.kind === "refused") {
      this.refusal = answer.error;
      this.kill();
      return;
    }
    if (answer.kind === "ready") this.begin();
    else {
      const { job } = this;
      if (job?.request.id !== answer.id) return;
      this.job = undefined;
      if (answer.kind === "plan") job.resolve(answer.plan);
      else job.reject(new Error(answer.error));
    }
    if (!this.isGone) this.listener.free(this);
  }

  /** Until now the process waits for it; from now on it must not keep the process alive that it plans for. */
  private begin(): void {
    this.isReady = true;
    this.child.unref();
    this.child.channel?.unref();
    if (this.child.stderr instanceof Socket) this.child.stderr.unref();
  }

  private reason(code: number | null, signal: NodeJS.Signals | null): Error {
    if (this.refusal !== undefined) return new Error(this.refusal);
    const how = signal ?? `exit code ${code ?? "unknown"}`;
    const words = this.errorOutput.trim();
    const ended = `The planner's process ended (${how})`;
    return new Error(words === "" ? `${ended}.` : `${ended}: ${words}`);
  }
}
