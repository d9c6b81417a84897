import type { FastifyInstance, FastifyServerOptions } from "fastify";

/** Milliseconds between two looks at requests that take too long to arrive. */
const LOOKS = 5_000;

/**
 * How long clients may keep a connection busy without a request that goes on: one that neither brings nor takes a byte
 * is closed, and so is one whose request, however slowly it comes, is not whole in time (408).
 * @param timeoutMs for each of the two
 */
export function connectionLimits(timeoutMs: number): Pick<
  FastifyServerOptions,
  "connectionTimeout" | "requestTimeout"
> & {
  readonly http: { readonly connectionsCheckingInterval: number; readonly headersTimeout: number };
} {
  return {
    connectionTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    http: {
      connectionsCheckingInterval: Math.min(LOOKS, timeoutMs),
      headersTimeout: timeoutMs,
    },
  };
}

/** Closes connections past a number at once: each takes memory, whatever it brings. */
export function boundConnections(app: FastifyInstance, most: number): void {
  app.server.maxConnections = most;
}
