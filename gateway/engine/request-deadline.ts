import { RequestEndedError } from "./errors";

/**
 * How long one request's work goes on: until its time is up or its client has gone. The signal's reason is a
 * RequestEndedError that says which.
 */
export class RequestDeadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly client: AbortSignal | undefined,
    timeoutMs: number,
  ) {
    this.timer = setTimeout(() => this.controller.abort(new RequestEndedError("late")), timeoutMs);
    if (client?.aborted === true) this.leave();
    else client?.addEventListener("abort", this.leave, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The request is answered. */
  close(): void {
    clearTimeout(this.timer);
    this.client?.removeEventListener("abort", this.leave);
  }

  private readonly leave = (): void => this.controller.abort(new RequestEndedError("gone"));
}
