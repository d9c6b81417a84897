import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import type { CancelSignal } from "./contract/cancellation";
import { EngineSwap } from "./engine-swap";
import type { Engine } from "./types";

type Gateway = ApolloServerOptionsWithGateway<BaseContext>["gateway"];
type Executor = NonNullable<Awaited<ReturnType<Gateway["load"]>>["executor"]>;

/**
 * An engine as the `gateway:` of `@apollo/server` 5, which parses and validates and hands the rest over; given as a
 * swap it can be replaced while the server runs. The context of a request is the engine's context; `signal` says when
 * its client went away.
 */
export function asApolloGateway<C extends object>(
  engine: Engine<C> | EngineSwap<C>,
  options: { signal?(context: C): CancelSignal | undefined } = {},
): Gateway {
  const engines = engine instanceof EngineSwap ? engine : new EngineSwap(engine);
  const executor: Executor = (request) =>
    engines.execute(request.schema, {
      document: request.document,
      source: request.source,
      operationName: request.request.operationName,
      variables: request.request.variables,
      // Apollo Server types the context of gateways as a plain record; it is the one that its `context` function gave.
      context: request.context as C,
      signal: options.signal?.(request.context as C),
    });
  return {
    onSchemaLoadOrUpdate: (callback) =>
      engines.onChange(({ apiSchema, supergraphSdl }) =>
        callback({ apiSchema, coreSupergraphSdl: supergraphSdl }),
      ),
    load: () => Promise.resolve({ executor }),
    stop: () => engines.close(),
  };
}
