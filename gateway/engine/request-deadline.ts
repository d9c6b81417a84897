import { Cancellation, type CancelSignal } from "./contract/cancellation";
import { RequestEndedError } from "./contract/errors";

/**
 * How long one request's work goes on: until its time is up or its client has gone. Its reason is a
 * RequestEndedError that says which.
 */
export class RequestDeadline extends Cancellation {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly client: CancelSignal | undefined,
    timeoutMs: number,
  ) {
    super();
    this.timer = setTimeout(() => this.abort(new RequestEndedError("late")), timeoutMs);
    if (client?.aborted === true) this.leave();
    else client?.addEventListener("abort", this.leave, { once: true });
  }

  /** The request is answered. */
  close(): void {
    clearTimeout(this.timer);
    this.client?.removeEventListener("abort", this.leave);
  }

  private readonly leave = (): void => this.abort(new RequestEndedError("gone"));
}
