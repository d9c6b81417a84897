import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { Caller } from "../../schema/access/caller";
import { narrowHints } from "../access/narrow-hints";
import type { GatewayContext } from "../request/context";

/** Narrows the hints of refused documents to what their sender could introspect. */
export function hintOnlyAt(
  visibleTo: (caller: Caller, apiSchema: GraphQLSchema) => GraphQLSchema | undefined,
): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ response, document, request, contextValue, schema }) {
          if (response.body.kind !== "single") return Promise.resolve();
          const { singleResult } = response.body;
          if (singleResult.errors !== undefined) {
            const refused = { document, variables: request.variables };
            singleResult.errors = narrowHints(
              singleResult.errors,
              refused,
              visibleTo(contextValue.caller, schema),
            );
          }
          return Promise.resolve();
        },
      }),
  };
}
