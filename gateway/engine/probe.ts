import { Cancellation } from "./contract/cancellation";
import { isDataObject } from "./executor/execution";
import type { SubgraphTransport } from "./contract/subgraph";
import type { UnreachableSubgraph } from "./types";

/** Valid in every schema, and answered without looking anything up. */
const QUERY = "{ __typename }";

/**
 * Asks every subgraph the smallest question there is, on the way that requests take: a breaker that is open learns from
 * it. Answers those that gave no data within the time, in milliseconds, and why.
 */
export async function probeSubgraphs<C>(
  transports: ReadonlyMap<string, SubgraphTransport<C>>,
  context: C,
  timeoutMs: number,
): Promise<readonly UnreachableSubgraph[]> {
  const signal = new Cancellation();
  const late = new Error(`No answer within ${timeoutMs} ms.`);
  const timer = setTimeout(() => signal.abort(late), timeoutMs);
  try {
    const asked = [...transports].map(async ([subgraph, transport]): Promise<UnreachableSubgraph[]> => {
      try {
        const request = { subgraph, query: QUERY, operationKind: "query" as const, context, signal };
        const { data, errors } = await transport.execute(request);
        return isDataObject(data)
          ? []
          : [{ subgraph, cause: errors?.[0]?.message ?? "The answer has no data." }];
      } catch (cause) {
        return [{ subgraph, cause }];
      }
    });
    return (await Promise.all(asked)).flat();
  } finally {
    clearTimeout(timer);
  }
}
