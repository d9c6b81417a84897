import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { SubgraphUnavailableError } from "../errors";
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from "../types";
import { checkResponse } from "./check-response";

export interface HttpTransportOptions<C> {
  readonly url: string;
  /** Headers besides content type and length, per request. */
  headers?(context: C): Readonly<Record<string, string>>;
  /** Rewrites the body's text last, for instance to append a signature over it. */
  sealBody?(body: string, subgraph: string, context: C): string;
  /** Bytes of a response. Default 32 MiB. */
  readonly maxResponseBytes?: number;
  /** Open connections to this subgraph. Default 256; more requests wait for a free one. */
  readonly maxConnections?: number;
}

const DEFAULT_MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
const DEFAULT_MAX_CONNECTIONS = 256;
/** Below the 5 s after which Node's own servers close an idle connection, so that none is used as it closes. */
const IDLE_MS = 4_000;

/** JSON, or a type made of it (RFC 6839), as `application/graphql-response+json` is. */
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/i;
/** Statuses that servers on the way answer for a subgraph which is not there just now (RFC 9110, section 15.6). */
const TRANSIENT = new Set([502, 503, 504]);

/**
 * GraphQL over HTTP POST on kept-alive connections of Node's own client. Whatever comes back as JSON with a GraphQL
 * body is read, but for redirects and the statuses of a subgraph that is not there; anything else is a
 * SubgraphUnavailableError. It sets itself no time: the request's signal ends an exchange.
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
        const refusal = refuseHead(incoming);
        if (refusal !== undefined) settle(fail)(refusal);
        else readBody(incoming, maxBytes).then(parseBody).then(settle(resolve), settle(fail));
      });
      const abort = () => void outgoing.destroy(new SubgraphUnavailableError("The request was cancelled."));
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener("abort", abort);
          then(value);
        };
      const fail = (error: unknown) => {
        outgoing.destroy();
        reject(error instanceof SubgraphUnavailableError ? error : transient("The exchange failed.", error));
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

/** Why an answer is not to be read, told by its status and its type alone. */
function refuseHead({ statusCode = 0, headers }: IncomingMessage): SubgraphUnavailableError | undefined {
  if (TRANSIENT.has(statusCode)) return transient(`The status is ${statusCode}.`);
  if (statusCode >= 300 && statusCode < 400) return unavailable("The answer is a redirect.");
  const type = headers["content-type"];
  return type === undefined || JSON_TYPE.test(type) ? undefined : unavailable(`The answer is ${type}.`);
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
    incoming.on("aborted", () => reject(transient("The answer broke off.")));
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
  return checkResponse(body);
}

function transient(message: string, cause?: unknown): SubgraphUnavailableError {
  return new SubgraphUnavailableError(message, "SUBGRAPH_UNAVAILABLE", { cause, isTransient: true });
}

function unavailable(message: string, cause?: unknown): SubgraphUnavailableError {
  return new SubgraphUnavailableError(message, "SUBGRAPH_UNAVAILABLE", { cause });
}
