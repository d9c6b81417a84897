import { DatabaseUnavailable } from "./errors";

/** What an AbortSignal tells, as far as a request's end is concerned. */
export interface EndSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** How long statements may go on for one request: until its time is up, or nobody waits for it any more. */
export class RequestTime {
  private readonly until: number;

  /** @param milliseconds from now @param signal fires when nobody waits any more */
  constructor(
    milliseconds: number,
    readonly signal?: EndSignal,
  ) {
    this.until = performance.now() + milliseconds;
  }

  /** Milliseconds, not below 0. */
  left(): number {
    return this.signal?.aborted === true ? 0 : Math.max(0, this.until - performance.now());
  }

  /** @throws DatabaseUnavailable when nothing may begin any more */
  refuseLate(): void {
    if (this.left() === 0) throw new DatabaseUnavailable("out-of-time");
  }
}
