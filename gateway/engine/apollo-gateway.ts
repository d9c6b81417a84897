import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import type { Engine } from "./types";

type Gateway = ApolloServerOptionsWithGateway<BaseContext>["gateway"];
type Executor = NonNullable<Awaited<ReturnType<Gateway["load"]>>["executor"]>;

/**
 * An engine as the `gateway:` of `@apollo/server` 5, which parses and validates and hands the rest over. The context
 * of a request is the engine's context; `signal` says when its client went away.
 */
export function asApolloGateway<C extends object>(
  engine: Engine<C>,
  options: { signal?(context: C): AbortSignal | undefined } = {},
): Gateway {
  const executor: Executor = (request) =>
    engine.execute({
      document: request.document,
      source: request.source,
      operationName: request.request.operationName,
      variables: request.request.variables,
      // Apollo Server types the context of gateways as a plain record; it is the one that its `context` function gave.
      context: request.context as C,
      signal: options.signal?.(request.context as C),
    });
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: engine.apiSchema, coreSupergraphSdl: engine.supergraphSdl });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor }),
    stop: () => engine.close(),
  };
}
