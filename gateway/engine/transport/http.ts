import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { SubgraphUnavailableError } from "../errors";
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from "../types";

export interface HttpTransportOptions<C> {
  readonly url: string;
  /** Headers besides content type and length, per request. */
  headers?(context: C): Readonly<Record<string, string>>;
  /** Rewrites the body's text last, for instance to append a signature over it. */
  sealBody?(body: string, subgraph: string, context: C): string;
  /** For the whole exchange. Default 10,000 ms. */
  readonly timeoutMs?: number;
  /** Bytes of a response. Default 32 MiB. */
  readonly maxResponseBytes?: number;
  /** Open connections to this subgraph. Default 256; more requests wait for a free one. */
  readonly maxConnections?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
const DEFAULT_MAX_CONNECTIONS = 256;
/** Below the 5 s after which Node's own servers close an idle connection, so that none is used as it closes. */
const IDLE_MS = 4_000;

/**
 * GraphQL over HTTP POST on kept-alive connections of Node's own client. Whatever comes back with a GraphQL body is
 * read, whatever its status; anything else is a SubgraphUnavailableError.
 */
export function httpTransport<C>(options: HttpTransportOptions<C>): SubgraphTransport<C> {
  const url = new URL(options.url);
  const isSecure = url.protocol === "https:";
  const pool = {
    keepAlive: true,
    maxSockets: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    timeout: IDLE_MS,
    scheduling: "lifo" as const,
  };
  const agent = isSecure ? new HttpsAgent(pool) : new HttpAgent(pool);
  const target = {
    agent,
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (isSecure ? 443 : 80) : url.port,
    path: `${url.pathname}${url.search}`,
  };
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const maxBytes = options.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES;
  const send = isSecure ? httpsRequest : httpRequest;

  const execute = (request: SubgraphRequest<C>): Promise<SubgraphResponse> =>
    new Promise((resolve, reject) => {
      const body = writeBody(request, options);
      const headers = {
        ...options.headers?.(request.context),
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        "content-length": Buffer.byteLength(body),
      };
      const { signal } = request;
      const outgoing = send({ ...target, headers }, (incoming) => {
        readBody(incoming, maxBytes).then(parseBody).then(settle(resolve), settle(fail));
      });
      const timer = setTimeout(() => {
        outgoing.destroy(new SubgraphUnavailableError(`No answer within ${timeoutMs} ms.`, "TIMEOUT"));
      }, timeoutMs);
      const abort = () => void outgoing.destroy(new SubgraphUnavailableError("The request was cancelled."));
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", abort);
          then(value);
        };
      const fail = (error: unknown) => {
        outgoing.destroy();
        reject(
          error instanceof SubgraphUnavailableError ? error : unavailable("The exchange failed.", error),
        );
      };
      outgoing.on("error", settle(fail));
      if (signal?.aborted === true) abort();
      else signal?.addEventListener("abort", abort, { once: true });
      outgoing.end(body);
    });

  return {
    ownsResponses: true,
    execute,
    close: () => {
      agent.destroy();
      return Promise.resolve();
    },
  };
}

function writeBody<C>(request: SubgraphRequest<C>, options: HttpTransportOptions<C>): string {
  const { query, operationName, variables, context, subgraph } = request;
  const body = JSON.stringify({ query, operationName, variables });
  return options.sealBody === undefined ? body : options.sealBody(body, subgraph, context);
}

function readBody(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else incoming.destroy(new SubgraphUnavailableError(`The answer is longer than ${maxBytes} bytes.`));
    });
    incoming.on("error", reject);
    incoming.on("aborted", () => reject(unavailable("The answer broke off.")));
    incoming.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
}

function parseBody(text: string): SubgraphResponse {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw unavailable("The answer is no JSON.", error);
  }
  if (typeof body === "object" && body !== null && ("data" in body || "errors" in body)) {
    return body as SubgraphResponse;
  }
  throw unavailable("The answer is no GraphQL response.");
}

function unavailable(message: string, cause?: unknown): SubgraphUnavailableError {
  return new SubgraphUnavailableError(message, "SUBGRAPH_UNAVAILABLE", { cause });
}
