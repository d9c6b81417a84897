import type { CancelSignal } from "./cancellation";

/** One step of a response path: a response key or a list index. */
export type PathStep = string | number;

/** One operation for one subgraph, as the transport sends it. */
export interface SubgraphRequest<C> {
  readonly subgraph: string;
  /** The operation's text. It is the same string object for every execution of one plan, so a transport may key a cache by it. */
  readonly query: string;
  readonly operationName?: string;
  readonly operationKind: "query" | "mutation";
  readonly variables?: Record<string, unknown>;
  readonly context: C;
  /** Fires when nobody waits for the answer any more; `asAbortSignal` makes it one for `fetch`. */
  readonly signal?: CancelSignal;
  /** For how many milliseconds anybody waits for the answer. */
  readonly waits?: number;
}

/**
 * An error as a subgraph answers it. `extensions.paths`, an array of paths, is the compact form of one error that
 * stands for many places; the engine expands it to one error per place in the client's answer.
 */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly PathStep[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Set by the engine; whatever a subgraph sends under this name is left out. */
  readonly source?: ErrorSource | undefined;
}

/** Where an error comes from, for logs and for deciding what is told of it. Clients never read it. */
export interface ErrorSource {
  readonly subgraph: string | undefined;
  /** `answered`: an error in the subgraph's answer; `failed`: there was no usable answer. */
  readonly kind: "answered" | "failed";
  /** The subgraph's own message, or what was thrown instead of an answer. */
  readonly cause: unknown;
}

/** What a subgraph answers: the GraphQL response format (spec section 7.1). */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** How operations reach one subgraph. Anything thrown counts as the subgraph being unavailable. */
export interface SubgraphTransport<C> {
  /**
   * Whether each response belongs to the caller of `execute` alone. Only then does the engine build the answer in the
   * response's own objects; otherwise it works on a copy, since the transport may share them with a cache.
   */
  readonly ownsResponses?: boolean;
  execute(request: SubgraphRequest<C>): Promise<SubgraphResponse>;
  close?(): Promise<void>;
}
