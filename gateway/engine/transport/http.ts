import { Pool, type Dispatcher } from "undici";
import { parseExact, stringifyExact } from "../../../runtime/exact-json";
import { SubgraphUnavailableError } from "../contract/errors";
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from "../contract/subgraph";
import { checkResponse } from "./check-response";
import { Exchange } from "./exchange";
import { READ_CODINGS } from "./read-body";

/** How a subgraph is reached over HTTP. */
export interface HttpTransportOptions<C> {
  readonly url: string;
  /** Headers besides content type and length, per request. */
  headers?(context: C): Readonly<Record<string, string>>;
  /** Rewrites the body's text last, for instance to append a signature over it. `waits`: for so many milliseconds. */
  sealBody?(body: string, subgraph: string, context: C, waits: number | undefined): string;
  /** Bytes of a response. Default 32 MiB. */
  readonly maxResponseBytes?: number;
  /** Whether compressed answers are asked for. They are read in any case. Default false. */
  readonly asksForCompression?: boolean;
  /** Open connections to this subgraph. Default 256; more requests wait for a free one. */
  readonly maxConnections?: number;
}

const DEFAULT_MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
const DEFAULT_MAX_CONNECTIONS = 256;
/** Below the 5 s after which Node's own servers close an idle connection, so that none is used as it closes. */
const IDLE_MS = 4_000;

/**
 * GraphQL over HTTP POST on a pool of kept-alive connections. Whatever comes back as JSON with a GraphQL body is read,
 * but for redirects and the statuses of a subgraph that is not there; anything else is a SubgraphUnavailableError. It
 * sets itself no time: the request's signal ends an exchange.
 */
export function httpTransport<C>(options: HttpTransportOptions<C>): SubgraphTransport<C> {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, {
    connections: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    keepAliveTimeout: IDLE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = `${url.pathname}${url.search}`;
  const maxBytes = options.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES;

  return {
    ownsResponses: true,
    execute: (request) => {
      const message: Dispatcher.DispatchOptions = {
        path,
        method: "POST",
        headers: {
          ...options.headers?.(request.context),
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json",
          "accept-encoding": options.asksForCompression === true ? READ_CODINGS : "identity",
        },
        body: writeBody(request, options),
      };
      return new Promise<string>((resolve, reject) => {
        pool.dispatch(message, new Exchange(request.signal, maxBytes, resolve, reject));
      }).then(parseBody);
    },
    close: () => pool.destroy(),
  };
}

function writeBody<C>(request: SubgraphRequest<C>, options: HttpTransportOptions<C>): string {
  const { query, operationName, variables, context, subgraph, waits } = request;
  const body = stringifyExact({ query, operationName, variables });
  return options.sealBody === undefined ? body : options.sealBody(body, subgraph, context, waits);
}

function parseBody(text: string): SubgraphResponse {
  let body: unknown;
  try {
    body = parseExact(text);
  } catch (cause) {
    throw new SubgraphUnavailableError("The answer is no JSON.", "SUBGRAPH_UNAVAILABLE", { cause });
  }
  return checkResponse(body);
}
