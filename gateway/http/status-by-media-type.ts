import type { ApolloServerPlugin } from "@apollo/server";
import type { GatewayContext } from "../request/context";

/** What a well-formed request can be refused for before anything runs. */
const REQUEST_ERRORS = new Set<unknown>([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_USER_INPUT",
]);

/**
 * The status of request errors by media type (GraphQL over HTTP, "Status Codes"): 400, but 200 for a client that asks
 * for `application/json` alone. Older clients may take another status for the answer of a proxy and not read
 * the errors.
 */
export function statusByMediaType(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, response: { body, http } }) {
          if (http.status !== 400 || body.kind !== "single") return Promise.resolve();
          const { errors = [] } = body.singleResult;
          const isRequestError = errors.every(({ extensions }) => REQUEST_ERRORS.has(extensions?.["code"]));
          if (isRequestError && asksForPlainJson(request.http?.headers.get("accept"))) http.status = 200;
          return Promise.resolve();
        },
      }),
  };
}

function asksForPlainJson(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  return /\bapplication\/json\b/i.test(accept) && !/graphql-response\+json/i.test(accept);
}
