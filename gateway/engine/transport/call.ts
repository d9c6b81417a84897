import { Cancellation, type CancelSignal } from "../contract/cancellation";
import { SubgraphUnavailableError } from "../contract/errors";

/** One call of a subgraph while it is under way, and what may end it before an answer comes. */
export class Call {
  /** How often it was sent. */
  attempts = 0;
  private readonly timer: NodeJS.Timeout;
  private readonly begun = performance.now();
  private isKept = false;
  private giveUp: ((reason: unknown) => void) | undefined;
  private abandon: ((reason: unknown) => void) | undefined;
  /** Fires when the call is to be given up. */
  readonly signal = new Cancellation();

  /** @param request fires when the request that the call belongs to ends first */
  constructor(
    private readonly request: CancelSignal | undefined,
    private readonly timeoutMs: number,
  ) {
    this.timer = setTimeout(
      () => this.stop(new SubgraphUnavailableError(`No answer within ${timeoutMs} ms.`, "TIMEOUT")),
      timeoutMs,
    );
  }

  /** Milliseconds that the call has left. */
  left(): number {
    return Math.max(0, Math.round(this.begun + this.timeoutMs - performance.now()));
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
      work().then(this.closing(resolve), this.closing(reject));
    });
  }

  /** Sends it once more, and waits no longer than until it is given up, whatever the transport does. */
  attempt<T>(send: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // It may have ended while it waited for its place or for this attempt.
      if (this.signal.aborted) {
        reject(this.signal.reason);
        return;
      }
      this.attempts++;
      this.abandon = reject;
      send().then(resolve, reject);
    });
  }

  private readonly leave = (): void => {
    if (this.isKept) this.giveUp?.(this.request?.reason);
    else this.stop(this.request?.reason);
  };

  private stop(reason: unknown): void {
    this.signal.abort(reason);
    this.abandon?.(reason);
    this.giveUp?.(reason);
  }

  private closing<T>(settle: (value: T) => void): (value: T) => void {
    return (value) => {
      clearTimeout(this.timer);
      this.request?.removeEventListener("abort", this.leave);
      settle(value);
    };
  }
}
