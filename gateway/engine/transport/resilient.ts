import {
  bulkhead,
  BulkheadRejectedError,
  ExponentialBackoff,
  handleWhen,
  retry,
  type BulkheadPolicy,
  type IPolicy,
} from "cockatiel";
import { RequestEndedError, SubgraphUnavailableError } from "../contract/errors";
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from "../contract/subgraph";
import type { EngineObserver, SubgraphCallEvent } from "../contract/observer";
import { SubgraphBreaker } from "./breaker";
import { Call } from "./call";
import { CallRejectedError } from "./call-rejected";
import { checkResponse } from "./check-response";
import type { Resilience } from "./resilience";

/** Retries wait no longer than this, in milliseconds. */
const MAX_BACKOFF_MS = 1_000;

/**
 * A transport that is bounded in time and number, sends queries again that broke off, and leaves a subgraph alone that
 * fails: breaker, then a place among the calls under way, then attempts. Whatever happens behind it, a call ends
 * within its time.
 */
export function resilientTransport<C>(
  transport: SubgraphTransport<C>,
  subgraph: string,
  resilience: Resilience,
  observe: EngineObserver = {},
): SubgraphTransport<C> {
  const breaker = new SubgraphBreaker(resilience, (state) => observe.breaker?.({ subgraph, state }));
  observe.breaker?.({ subgraph, state: "closed" });
  const places = bulkhead(resilience.concurrency, resilience.queue);
  const attempts = retries(resilience);

  const send = (request: SubgraphRequest<C>, call: Call): Promise<SubgraphResponse> =>
    call.attempt(async () => {
      const { subgraph: name, query, operationName, operationKind, variables, context } = request;
      return checkResponse(
        await transport.execute({
          subgraph: name,
          query,
          operationKind,
          context,
          ...(operationName === undefined ? undefined : { operationName }),
          ...(variables === undefined ? undefined : { variables }),
          signal: call.signal,
          waits: call.left(),
        }),
      );
    });

  const execute = async (request: SubgraphRequest<C>): Promise<SubgraphResponse> => {
    const call = new Call(request.signal, resilience.timeoutMs);
    const begun = performance.now();
    const isQuery = request.operationKind === "query";
    const exchange = () => (isQuery ? attempts.execute(() => send(request, call)) : send(request, call));
    let outcome: SubgraphCallEvent["outcome"] = "answered";
    try {
      return await call.run(() =>
        breaker.execute((isProbe) => {
          if (!isProbe) return inPlace(places, exchange);
          call.keep();
          return exchange();
        }),
      );
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      const durationMs = performance.now() - begun;
      const { operationKind } = request;
      observe.subgraphCall?.({ subgraph, operationKind, outcome, durationMs, attempts: call.attempts });
    }
  };

  return {
    ownsResponses: transport.ownsResponses ?? false,
    execute,
    close: async () => transport.close?.(),
  };
}

function retries({ retries: maxAttempts, backoffMs }: Resilience): IPolicy {
  const isTransient = (error: Error) => error instanceof SubgraphUnavailableError && error.isTransient;
  const backoff = new ExponentialBackoff({ initialDelay: backoffMs, maxDelay: MAX_BACKOFF_MS });
  // The call's own timer keeps the process up for as long as anyone waits; the policy's goes on after that.
  return retry(handleWhen(isTransient), { maxAttempts, backoff }).dangerouslyUnref();
}

/** @throws CallRejectedError when too many wait already */
async function inPlace<T>(places: BulkheadPolicy, work: () => Promise<T>): Promise<T> {
  try {
    // Without the signal: the policy would forget to hand on the place of a call that was given up while it waited.
    return await places.execute(work);
  } catch (error) {
    if (error instanceof BulkheadRejectedError) throw new CallRejectedError("Too many calls wait for it.");
    throw error;
  }
}

function outcomeOf(error: unknown): SubgraphCallEvent["outcome"] {
  if (error instanceof CallRejectedError) return "rejected";
  if (error instanceof RequestEndedError && error.reason === "gone") return "cancelled";
  return error instanceof SubgraphUnavailableError && error.code === "TIMEOUT" ? "timeout" : "failed";
}
