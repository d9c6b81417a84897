import { Cancellation, type CancelSignal } from "../cancellation";
import { copyData } from "../executor/merge";
import { RequestEndedError } from "../errors";
import type { EngineOptions, SubgraphRequest, SubgraphResponse, SubgraphTransport } from "../types";
import { unlessAborted } from "./unless-aborted";

/** A query under way, and how many requests wait for it. */
class Flight {
  readonly response: Promise<SubgraphResponse>;
  members = 0;
  private readonly cancellation = new Cancellation();

  constructor(send: (signal: CancelSignal) => Promise<SubgraphResponse>) {
    this.response = send(this.cancellation);
  }

  /** Whoever is last to leave before the answer cancels it. */
  leave(): "cancelled" | "flying" {
    this.members--;
    if (this.members > 0) return "flying";
    this.cancellation.abort(new RequestEndedError("gone"));
    return "cancelled";
  }
}

/**
 * Lets a query join one that is under way already for the same key: a caller with all that an answer depends on. What
 * is under way while anything is changed is joined by nobody who comes later, so that whoever changes something reads
 * it afterwards.
 */
export class Deduplication<C> {
  private readonly flights = new Map<string, Flight>();

  constructor(private readonly options: Pick<EngineOptions<C>, "deduplicationKey">) {}

  /** The transport of one subgraph. */
  of(transport: SubgraphTransport<C>): SubgraphTransport<C> {
    const isOwned = transport.ownsResponses ?? false;
    return {
      ownsResponses: isOwned,
      execute: (request) => {
        if (request.operationKind === "mutation") return this.change(transport, request);
        const key = this.options.deduplicationKey?.(request.context);
        return key === undefined ? transport.execute(request) : this.join(transport, request, key, isOwned);
      },
      close: async () => transport.close?.(),
    };
  }

  private async change(
    transport: SubgraphTransport<C>,
    request: SubgraphRequest<C>,
  ): Promise<SubgraphResponse> {
    this.flights.clear();
    try {
      return await transport.execute(request);
    } finally {
      this.flights.clear();
    }
  }

  private async join(
    transport: SubgraphTransport<C>,
    request: SubgraphRequest<C>,
    key: string,
    isOwned: boolean,
  ): Promise<SubgraphResponse> {
    const { subgraph, query, operationName, variables, signal } = request;
    const whole = JSON.stringify([key, subgraph, query, operationName, variables]);
    const known = this.flights.get(whole);
    const flight = known ?? new Flight((flying) => transport.execute({ ...request, signal: flying }));
    if (known === undefined) this.flights.set(whole, flight);
    flight.members++;
    const land = (): void => {
      if (this.flights.get(whole) === flight) this.flights.delete(whole);
    };
    let isAnswered = false;
    const response = flight.response.finally(() => {
      isAnswered = true;
      land();
    });
    // Each gets a copy before the first can change what it got: the engine builds answers in responses that it owns.
    const own = isOwned ? response.then(copyOf) : response;
    try {
      return await (signal === undefined ? own : unlessAborted(own, signal));
    } finally {
      if (!isAnswered && flight.leave() === "cancelled") land();
    }
  }
}

function copyOf(response: SubgraphResponse): SubgraphResponse {
  return { ...response, data: copyData(response.data) as SubgraphResponse["data"] };
}
