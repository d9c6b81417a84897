/** One call of a subgraph as it ended, retries included. */
export interface SubgraphCallEvent {
  readonly subgraph: string;
  readonly operationKind: "query" | "mutation";
  /**
   * `answered` whatever the answer says; `rejected` without being sent, since the breaker is open or the queue full;
   * `cancelled` when the client went first.
   */
  readonly outcome: "answered" | "failed" | "timeout" | "rejected" | "cancelled";
  /** From the call to its end, waiting for a place included. */
  readonly durationMs: number;
  /** How often it was sent: 0 when it was rejected. */
  readonly attempts: number;
}

/** The state of a subgraph's circuit breaker: "closed" when it is made, then each change. */
export interface BreakerEvent {
  readonly subgraph: string;
  readonly state: "closed" | "open" | "half-open";
}

/** A request got the plan of its operation, or none. */
export interface PlanEvent<C> {
  /** `cached` when it was there already; a plan that another request waits for too is `planned` for both. */
  readonly outcome: "cached" | "planned" | "failed";
  /** How long the request waited for it: 0 when it was cached. */
  readonly durationMs: number;
  readonly context: C;
}

/** What whoever measures the engine is told. Called in the middle of requests: quick, and never throwing. */
export interface EngineObserver<C = unknown> {
  subgraphCall?(event: SubgraphCallEvent): void;
  breaker?(event: BreakerEvent): void;
  plan?(event: PlanEvent<C>): void;
}
