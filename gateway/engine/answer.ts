import { toGraphQLErrors } from "./errors";
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
