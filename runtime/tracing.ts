import type { Attributes, Context, SpanKind } from "@opentelemetry/api";
import type { TraceContext } from "./trace-context";

/** What a span says of itself when it begins. */
export interface SpanOptions {
  readonly parent: TraceContext | undefined;
  readonly kind: "server" | "client" | "internal";
  readonly attributes?: Attributes;
  /** Epoch milliseconds; now unless told otherwise. */
  readonly startedAt?: number;
}

/** A piece of work that is under way. */
export interface Span {
  /** What goes to whoever does a part of it. */
  readonly trace: TraceContext;
  /** @param fault a word for what went wrong, never a message that may hold data */
  end(attributes?: Attributes, fault?: string): void;
}

/** Makes spans and sends them on. */
export interface Tracing {
  begin(name: string, options: SpanOptions): Span;
  /** Sends what is not sent yet. */
  stop(): Promise<void>;
}

/**
 * Sends OpenTelemetry spans to an OTLP/HTTP collector. Without an endpoint there is no tracing: nothing is loaded and
 * nothing is done per request. Sampling, headers and batches are told by OpenTelemetry's own environment variables.
 * Spans are handed on explicitly; no context follows asynchronous calls, which would cost every promise of the process.
 */
export async function startTracing(
  endpoint: string | undefined,
  service: string,
): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const [api, { NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": service, "service.namespace": "area-clienti" }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer("area-clienti");
  const kinds: Record<SpanOptions["kind"], SpanKind> = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    internal: api.SpanKind.INTERNAL,
  };

  function contextOf(parent: TraceContext | undefined): Context {
    if (parent === undefined) return api.ROOT_CONTEXT;
    const [, traceId = "", spanId = "", flags = "00"] = parent.traceparent.split("-");
    return api.trace.setSpanContext(api.ROOT_CONTEXT, {
      traceId,
      spanId,
      traceFlags: Number.parseInt(flags, 16),
      isRemote: true,
      ...(parent.tracestate === undefined ? {} : { traceState: api.createTraceState(parent.tracestate) }),
    });
  }

  return {
    begin(name, { parent, kind, attributes, startedAt }) {
      const options = {
        kind: kinds[kind],
        ...(attributes === undefined ? {} : { attributes }),
        ...(startedAt === undefined ? {} : { startTime: startedAt }),
      };
      const span = tracer.startSpan(name, options, contextOf(parent));
      const { traceId, spanId, traceFlags, traceState } = span.spanContext();
      const state = traceState?.serialize();
      return {
        trace: {
          traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`,
          ...(state === undefined || state === "" ? {} : { tracestate: state }),
        },
        end(more, fault) {
          if (more !== undefined) span.setAttributes(more);
          if (fault !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR, message: fault });
          span.end();
        },
      };
    },
    stop: () => provider.shutdown(),
  };
}
