import { SubgraphUnavailableError } from "../contract/errors";
import type { SubgraphResponse } from "../contract/subgraph";

/**
 * What came back, if it has the form of a GraphQL response (spec section 7.1): an object with `data`, an object or
 * null, or with `errors`, a list.
 * @throws SubgraphUnavailableError when it is anything else: then nothing in it can be believed
 */
export function checkResponse(given: unknown): SubgraphResponse {
  if (typeof given !== "object" || given === null) throw unfit();
  const { data, errors } = given as { readonly data?: unknown; readonly errors?: unknown };
  if (data === undefined && errors === undefined) throw unfit();
  if (typeof (data ?? {}) !== "object" || Array.isArray(data)) throw unfit();
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) throw unfit();
  return given;
}

function unfit(): SubgraphUnavailableError {
  return new SubgraphUnavailableError("The answer is no GraphQL response.");
}
