import { GraphQLError } from "graphql";

/** The codes that the engine itself gives; a subgraph's own codes pass through. */
export type EngineErrorCode = "BAD_USER_INPUT" | "SUBGRAPH_UNAVAILABLE" | "TIMEOUT" | "INTERNAL";

/** An error that refuses a whole request. */
export function requestError(
  message: string,
  code: EngineErrorCode,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** What else is known of a subgraph that gave no usable answer. */
export interface SubgraphUnavailableOptions extends ErrorOptions {
  /** Whether a query may be sent again: nothing was answered, and the next attempt may find things better. */
  readonly isTransient?: boolean;
}

/**
 * Thrown by a transport for a subgraph that gave no usable answer. The message is for logs only: clients get a fixed
 * sentence, since the original may name an internal address.
 */
export class SubgraphUnavailableError extends Error {
  readonly isTransient: boolean;

  constructor(
    message: string,
    readonly code: "SUBGRAPH_UNAVAILABLE" | "TIMEOUT" = "SUBGRAPH_UNAVAILABLE",
    options?: SubgraphUnavailableOptions,
  ) {
    super(message, options);
    this.name = "SubgraphUnavailableError";
    this.isTransient = options?.isTransient ?? false;
  }
}

/** The request around a call of a subgraph has ended first: its client is gone, or its time is up. No subgraph's fault. */
export class RequestEndedError extends SubgraphUnavailableError {
  constructor(readonly reason: "gone" | "late") {
    super(
      reason === "gone" ? "The request was cancelled." : "The request took too long.",
      reason === "gone" ? "SUBGRAPH_UNAVAILABLE" : "TIMEOUT",
    );
    this.name = "RequestEndedError";
  }
}

/** An error of an answer that `finishErrors` has had the last word on. */
export class AnsweredError extends GraphQLError {}
