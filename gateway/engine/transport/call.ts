import { SubgraphUnavailableError } from "../errors";

/** One call of a subgraph while it is under way, and what may end it before an answer comes. */
export class Call {
  /** How often it was sent. */
  attempts = 0;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private isKept = false;
  private giveUp: ((reason: unknown) => void) | undefined;

  /** @param request fires when the request that the call belongs to ends first */
  constructor(
    private readonly request: AbortSignal | undefined,
    timeoutMs: number,
  ) {
    this.timer = setTimeout(
      () => this.stop(new SubgraphUnavailableError(`No answer within ${timeoutMs} ms.`, "TIMEOUT")),
      timeoutMs,
    );
  }

  /** Fires when the call is to be given up. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** From now on the request's end ends the waiting only: the call itself goes on, to its answer or its time. */
  keep(): void {
    this.isKept = true;
  }

  /** Does the call's work and waits for it, no longer than the request does and the call's time allows. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const { request } = this;
    return new Promise((resolve, reject) => {
      this.giveUp = reject;
      if (request?.aborted === true) this.leave();
      else request?.addEventListener("abort", this.leave, { once: true });
      work().then(resolve, reject).finally(this.close);
    });
  }

  private readonly leave = (): void => {
    if (this.isKept) this.giveUp?.(this.request?.reason);
    else this.stop(this.request?.reason);
  };

  private stop(reason: unknown): void {
    this.controller.abort(reason);
    this.giveUp?.(reason);
  }

  private readonly close = (): void => {
    clearTimeout(this.timer);
    this.request?.removeEventListener("abort", this.leave);
  };
}
