import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from "../contract/subgraph";

/** What is known of a subgraph in this process. */
export interface InProcessOptions {
  /**
   * Whether every response is made for its request alone, as graphql-js and graphql-jit do; the engine then works in
   * it instead of on a copy. Default false: safe with results that a cache may share.
   */
  readonly ownsResponses?: boolean;
}

/** A subgraph in this process: a function call, no text on the way. */
export function inProcessTransport<C>(
  execute: (request: SubgraphRequest<C>) => Promise<SubgraphResponse>,
  options: InProcessOptions = {},
): SubgraphTransport<C> {
  return { ownsResponses: options.ownsResponses ?? false, execute };
}
