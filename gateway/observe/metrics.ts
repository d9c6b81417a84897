import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { isPublicCode } from "../../schema/errors";
import type { CacheBudget } from "../../runtime/byte-cache";
import { createRegistry, SECONDS } from "../../runtime/metrics";
import { BoundedNames } from "./bounded-names";
import type { GatewayContext } from "../request/context";
import type { EngineObserver } from "../engine";
import type { AnsweredDownload } from "./download-record";
import type { AnsweredRequest } from "./request-record";

/** Fewer than for all requests: these are kept for each name. */
const OPERATION_SECONDS = [0.01, 0.05, 0.25, 1, 5];
/** Trusted documents that have figures of their own. */
const MAX_DOCUMENTS = 500;
/** Operation names of other documents that do. */
const MAX_NAMES = 100;

const BREAKER_STATES = ["closed", "half-open", "open"] as const;

/** How many operations an engine holds plans of, and how many wait to be planned. */
export interface PlanFigures {
  readonly held: number;
  readonly waiting: number;
}

/** What the gateway counts, as Prometheus reads it. */
export interface GatewayMetrics extends EngineObserver<GatewayContext> {
  readonly registry: Registry;
  requestBegan(): void;
  requestEnded(request: AnsweredRequest): void;
  downloadBegan(): void;
  downloadEnded(download: AnsweredDownload): void;
  /** A file that the gateway follows was read again. */
  reloaded(file: string, outcome: string): void;
}

/**
 * What a gateway measures. Every label has few values. None but an operation's name is a client's word, and of those the
 * first 100 count: operation types, statuses, codes of the closed list, and the subgraphs that the supergraph names.
 * @param caches those of the process, the subgraphs' too where they run in it
 * @param figures those of the engine that is served now
 */
export function createGatewayMetrics(figures: () => PlanFigures, caches?: CacheBudget): GatewayMetrics {
  const registry = createRegistry();
  const registers = [registry];
  const requests = new Histogram({
    name: "gateway_request_duration_seconds",
    help: "Requests to /graphql by operation type and HTTP status; a client that left first has the status 499.",
    labelNames: ["operation", "status"],
    buckets: SECONDS,
    registers,
  });
  const named = new Histogram({
    name: "gateway_operation_duration_seconds",
    help: "Requests that ran by trusted document or else by operation name; past a number of names the rest are other.",
    labelNames: ["document", "name"],
    buckets: OPERATION_SECONDS,
    registers,
  });
  const answered = new Counter({
    name: "gateway_answer_bytes_total",
    help: "Bytes written to clients of /graphql, by operation type.",
    labelNames: ["operation"],
    registers,
  });
  const documentIds = new BoundedNames(MAX_DOCUMENTS);
  const names = new BoundedNames(MAX_NAMES);
  const inFlight = new Gauge({
    name: "gateway_requests_in_flight",
    help: "Requests to /graphql that are not answered yet.",
    registers,
  });
  const downloads = new Histogram({
    name: "gateway_download_duration_seconds",
    help: "Requests to /download to their last byte by HTTP status; 499 when the client left first, 500 when the file broke off.",
    labelNames: ["status"],
    buckets: SECONDS,
    registers,
  });
  const downloading = new Gauge({
    name: "gateway_downloads_in_flight",
    help: "Requests to /download whose file has not ended yet.",
    registers,
  });
  const errors = new Counter({
    name: "gateway_errors_total",
    help: "Errors in answers by code; refusals gathered into one error count as one.",
    labelNames: ["code"],
    registers,
  });
  const calls = new Histogram({
    name: "gateway_subgraph_call_duration_seconds",
    help: "Calls of subgraphs, retries included, by how they ended.",
    labelNames: ["subgraph", "operation", "outcome"],
    buckets: SECONDS,
    registers,
  });
  const attempts = new Counter({
    name: "gateway_subgraph_attempts_total",
    help: "How often a call was sent to a subgraph, retries included.",
    labelNames: ["subgraph"],
    registers,
  });
  const breakers = new Gauge({
    name: "gateway_subgraph_breaker_state",
    help: "1 for the state that the subgraph's circuit breaker is in.",
    labelNames: ["subgraph", "state"],
    registers,
  });
  const plans = new Counter({
    name: "gateway_plan_cache_total",
    help: "Operations by what the plan cache said: hit or miss.",
    labelNames: ["result"],
    registers,
  });
  const planning = new Histogram({
    name: "gateway_planning_duration_seconds",
    help: "How long operations waited for a plan that was not cached, by outcome.",
    labelNames: ["outcome"],
    buckets: SECONDS,
    registers,
  });
  const reloads = new Counter({
    name: "gateway_reloads_total",
    help: "Files that were read again while the gateway served, by outcome.",
    labelNames: ["file", "outcome"],
    registers,
  });
  registry.registerMetric(
    new Gauge({
      name: "gateway_plan_cache_size",
      help: "Planned operations held.",
      registers: [],
      collect() {
        this.set(figures().held);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "gateway_cache_bytes",
      help: "Estimated bytes held by each cache of the process.",
      labelNames: ["cache"],
      registers: [],
      collect() {
        for (const [cache, bytes] of caches?.weights() ?? []) this.set({ cache }, bytes);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "gateway_planner_queue",
      help: "Operations that wait for their turn to be planned.",
      registers: [],
      collect() {
        this.set(figures().waiting);
      },
    }),
  );
  return {
    registry,
    requestBegan: () => inFlight.inc(),
    requestEnded({ operation, operationName, documentId, status, seconds, codes, bytes }) {
      inFlight.dec();
      answered.inc({ operation: operation ?? "none" }, bytes);
      if (documentId !== undefined)
        named.observe({ document: documentIds.of(documentId), name: "" }, seconds);
      else if (operationName !== undefined)
        named.observe({ document: "", name: names.of(operationName) }, seconds);
      requests.observe({ operation: operation ?? "none", status }, seconds);
      // A subgraph of an open supergraph may choose its codes; a label has few values.
      for (const code of codes) errors.inc({ code: isPublicCode(code) ? code : "other" });
    },
    downloadBegan: () => downloading.inc(),
    downloadEnded({ status, seconds }) {
      downloading.dec();
      downloads.observe({ status }, seconds);
    },
    reloaded: (file, outcome) => reloads.inc({ file, outcome }),
    subgraphCall({ subgraph, operationKind, outcome, durationMs, attempts: sent }) {
      calls.observe({ subgraph, operation: operationKind, outcome }, durationMs / 1000);
      attempts.inc({ subgraph }, sent);
    },
    breaker({ subgraph, state }) {
      for (const each of BREAKER_STATES) breakers.set({ subgraph, state: each }, each === state ? 1 : 0);
    },
    plan({ outcome, durationMs }) {
      plans.inc({ result: outcome === "cached" ? "hit" : "miss" });
      if (outcome !== "cached") planning.observe({ outcome }, durationMs / 1000);
    },
  };
}
