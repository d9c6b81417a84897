import type { Tracing } from "../../runtime/tracing";
import type { GatewayContext } from "../request/context";
import { SubgraphUnavailableError, type EngineObserver, type EngineOptions } from "../engine";

type Create = EngineOptions<GatewayContext>["transport"];

/** Makes each call of a subgraph a span of its own, which the subgraph's spans then hang from. */
export function traceTransports(create: Create, tracing: Tracing): Create {
  return (subgraph) => {
    const transport = create(subgraph);
    return {
      ...transport,
      execute: async (request) => {
        const span = tracing.begin(`subgraph ${request.subgraph}`, {
          parent: request.context.record.trace,
          kind: "client",
          attributes: {
            "graphql.operation.type": request.operationKind,
            ...(request.operationName !== undefined && { "graphql.operation.name": request.operationName }),
            "subgraph.name": request.subgraph,
          },
        });
        const record = { ...request.context.record, trace: span.trace };
        try {
          const response = await transport.execute({ ...request, context: { ...request.context, record } });
          span.end();
          return response;
        } catch (error) {
          span.end({}, error instanceof SubgraphUnavailableError ? error.code : "SUBGRAPH_UNAVAILABLE");
          throw error;
        }
      },
    };
  };
}

/** A span for each plan that a request had to wait for. */
export function tracePlans(tracing: Tracing): EngineObserver<GatewayContext> {
  return {
    plan({ outcome, durationMs, context }) {
      if (outcome === "cached") return;
      const startedAt = Date.now() - durationMs;
      const span = tracing.begin("plan", { parent: context.record.trace, kind: "internal", startedAt });
      span.end({}, outcome === "failed" ? "not planned" : undefined);
    },
  };
}
