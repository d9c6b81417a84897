import type { GraphQLError } from "graphql";
import { AnsweredError } from "./contract/errors";
import type { AnswerError, EngineOptions, EngineResult } from "./types";

/** The response of an executed operation (spec section 7.1): `errors` only when there are any. */
export function answer<C>(
  data: Record<string, unknown> | null,
  errors: readonly AnswerError[],
  context: C,
  options: EngineOptions<C>,
): EngineResult {
  if (errors.length === 0) return { data };
  const finished = options.finishErrors?.(errors, context) ?? errors;
  return finished.length === 0 ? { data } : { errors: toGraphQLErrors(finished), data };
}

/**
 * Errors as Apollo Server and graphql-js hand them on. Stack traces are left out on purpose: a list with thousands of
 * refused fields would spend more time on them than on the answer, and they would all name this line.
 */
function toGraphQLErrors(errors: readonly AnswerError[]): GraphQLError[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return errors.map(
      ({ message, path, extensions }) =>
        new AnsweredError(message, { path: path ?? null, extensions: extensions ?? null }),
    );
  } finally {
    Error.stackTraceLimit = limit;
  }
}
