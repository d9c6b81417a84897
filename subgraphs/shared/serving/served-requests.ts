import type { FastifyReply, FastifyRequest } from "fastify";
import { Gauge, Histogram, type Registry } from "prom-client";
import { SECONDS } from "../../../runtime/metrics";
import { readTraceContext } from "../../../runtime/trace-context";
import type { Tracing } from "../../../runtime/tracing";

/**
 * Follows each request of a subgraph process to its end: a duration by route and status in the metrics, and a span under
 * the gateway's. Undefined when the process neither measures nor traces.
 */
export function followRequests(
  registry: Registry | undefined,
  tracing: Tracing | undefined,
): ((request: FastifyRequest, reply: FastifyReply) => void) | undefined {
  if (registry === undefined && tracing === undefined) return undefined;
  const meters = registry === undefined ? undefined : createMeters(registry);
  return (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    meters?.inFlight.inc();
    const parent = readTraceContext(request.headers);
    const span = tracing?.begin(route.slice(1), { parent, kind: "server" });
    // Not "finish", which does not come when the gateway has given up.
    reply.raw.once("close", () => {
      const { statusCode } = reply.raw;
      meters?.inFlight.dec();
      meters?.requests.observe({ route, status: statusCode }, reply.elapsedTime / 1000);
      span?.end({ "http.response.status_code": statusCode }, statusCode < 500 ? undefined : "INTERNAL");
    });
  };
}

function createMeters(registry: Registry) {
  const registers = [registry];
  return {
    requests: new Histogram({
      name: "subgraph_request_duration_seconds",
      help: "Requests by route and HTTP status.",
      labelNames: ["route", "status"],
      buckets: SECONDS,
      registers,
    }),
    inFlight: new Gauge({
      name: "subgraph_requests_in_flight",
      help: "Requests that are not answered yet.",
      registers,
    }),
  };
}
