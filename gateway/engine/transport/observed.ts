import { SubgraphUnavailableError } from "../errors";
import type { EngineObserver, SubgraphCallEvent, SubgraphTransport } from "../types";

/** Tells the observer how each call of a subgraph ended and how long it took. */
export function observedTransport<C>(
  transport: SubgraphTransport<C>,
  observe: EngineObserver | undefined,
): SubgraphTransport<C> {
  if (observe?.subgraphCall === undefined) return transport;
  return {
    ...transport,
    execute: async (request) => {
      const { subgraph, operationKind } = request;
      const begun = performance.now();
      const tell = (outcome: SubgraphCallEvent["outcome"]) => {
        const durationMs = performance.now() - begun;
        observe.subgraphCall?.({ subgraph, operationKind, outcome, durationMs, attempts: 1 });
      };
      try {
        const response = await transport.execute(request);
        tell("answered");
        return response;
      } catch (error) {
        if (request.signal?.aborted === true) tell("cancelled");
        else
          tell(error instanceof SubgraphUnavailableError && error.code === "TIMEOUT" ? "timeout" : "failed");
        throw error;
      }
    },
  };
}
