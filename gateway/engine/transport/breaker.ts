import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  CountBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from "cockatiel";
import { RequestEndedError } from "../contract/errors";
import type { BreakerEvent } from "../contract/observer";
import { CallRejectedError } from "./call-rejected";
import type { Resilience } from "./resilience";

/** A failure that says nothing of how the subgraph is now. */
class UncountedError extends Error {
  constructor(readonly error: unknown) {
    super("Not counted.");
  }
}

/**
 * The circuit breaker of one subgraph. It opens when more than a share of the latest calls failed; after a while one
 * call at a time is let through to try, and the first that succeeds closes it. An answer is a success whatever errors
 * it holds; a call that its request ended, or that was begun before the breaker's last change, counts as neither.
 */
export class SubgraphBreaker {
  private readonly policy: CircuitBreakerPolicy;
  /** Changes with every change of state. */
  private era = 0;

  constructor(resilience: Resilience, onState: (state: BreakerEvent["state"]) => void) {
    const { breakerShare, breakerCalls, breakerOpenMs } = resilience;
    this.policy = circuitBreaker(
      handleWhen((error) => !(error instanceof UncountedError)),
      {
        halfOpenAfter: breakerOpenMs,
        breaker: new CountBreaker({
          threshold: breakerShare,
          size: breakerCalls,
          minimumNumberOfCalls: Math.ceil(breakerCalls / 2),
        }),
      },
    );
    this.policy.onStateChange((state) => {
      this.era++;
      if (state === CircuitState.HalfOpen) onState("half-open");
      else onState(state === CircuitState.Closed ? "closed" : "open");
    });
  }

  /**
   * @param call told whether it is the one that tries a subgraph which was given up; that one must not end before its
   *   subgraph has spoken or its time is up, or nobody would learn from it
   * @throws CallRejectedError while the breaker is open
   */
  async execute<T>(call: (isProbe: boolean) => Promise<T>): Promise<T> {
    // The policy itself would let calls wait for the one that tries, which may take a whole timeout.
    if (this.policy.state === CircuitState.HalfOpen) throw new CallRejectedError("Its breaker is half open.");
    try {
      return await this.policy.execute(() => this.counted(call));
    } catch (error) {
      if (error instanceof UncountedError) throw error.error;
      if (error instanceof BrokenCircuitError) throw new CallRejectedError("Its breaker is open.");
      throw error;
    }
  }

  private async counted<T>(call: (isProbe: boolean) => Promise<T>): Promise<T> {
    const { era } = this;
    // The policy starts the one that tries before it says that it is half open.
    const isProbe = this.policy.state === CircuitState.Open;
    try {
      return await call(isProbe);
    } catch (error) {
      const isOld = era !== this.era && !isProbe;
      const isNoFault = error instanceof RequestEndedError || error instanceof CallRejectedError;
      // A policy that is half open takes what is not counted for a success.
      if (!isProbe && (isOld || isNoFault)) throw new UncountedError(error);
      throw error;
    }
  }
}
