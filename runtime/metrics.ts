import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { collectDefaultMetrics, Registry } from "prom-client";

/** Upper bounds of what is timed, in seconds. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a process may be told about its metrics. */
export interface MetricsSettings {
  readonly METRICS?: boolean | undefined;
  readonly METRICS_PORT?: number | undefined;
}

/** Whether the process measures itself: when told so, or given a port to tell it at. */
export function isMeasured({ METRICS, METRICS_PORT }: MetricsSettings): boolean {
  return METRICS ?? METRICS_PORT !== undefined;
}

/** A registry with what every Node process has: CPU, memory, garbage collection, event loop lag. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/**
 * Answers `GET /metrics` (Prometheus text format): at a port of its own when there is one, so that whoever reaches the
 * service does not reach its figures; else beside the service.
 */
export async function answerMetrics(
  app: FastifyInstance,
  registry: Registry,
  place: { readonly port: number | undefined; readonly host: string; readonly logger: FastifyBaseLogger },
): Promise<void> {
  if (place.port === undefined) {
    app.get("/metrics", (_request, reply) => send(registry, reply));
    return;
  }
  const own: FastifyInstance = Fastify({
    loggerInstance: place.logger,
    logController: new LogController({ disableRequestLogging: true }),
  });
  own.get("/metrics", (_request, reply) => send(registry, reply));
  app.addHook("onClose", () => own.close());
  const address = await own.listen({ port: place.port, host: place.host, listenTextResolver: () => "" });
  place.logger.info({ address }, "metrics are told here");
}

async function send(registry: Registry, reply: { type(type: string): unknown }): Promise<string> {
  reply.type(registry.contentType);
  return await registry.metrics();
}
