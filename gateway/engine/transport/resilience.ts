/** How calls of one subgraph are bounded, repeated and given up; times in milliseconds. */
export interface Resilience {
  /** For one call, waiting for a place and all attempts included. */
  readonly timeoutMs: number;
  /** Further attempts of a query that broke off before an answer was complete. Mutations are sent once. */
  readonly retries: number;
  /** Before the first further attempt; doubles with each, with jitter. */
  readonly backoffMs: number;
  /** Calls under way at once. */
  readonly concurrency: number;
  /** Calls that wait for a place; more are rejected. */
  readonly queue: number;
  /** The share of failures among the latest calls, between 0 and 1, above which the breaker opens. */
  readonly breakerShare: number;
  /** How many of the latest calls count; it takes half as many before the breaker opens at all. */
  readonly breakerCalls: number;
  /** How long an open breaker rejects calls before it lets one through to try. */
  readonly breakerOpenMs: number;
}

/**
 * A dead subgraph is noticed within twenty calls, and its return within a second: the wait of an open breaker is
 * constant, since two calls a second cost a subgraph nothing and clients would wait for anything longer.
 */
export const DEFAULT_RESILIENCE: Resilience = {
  timeoutMs: 10_000,
  retries: 2,
  backoffMs: 50,
  concurrency: 256,
  queue: 1_000,
  breakerShare: 0.5,
  breakerCalls: 40,
  breakerOpenMs: 500,
};
