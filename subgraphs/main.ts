import "../runtime/node-version";
import "reflect-metadata";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { closeServer } from "../runtime/close-server";
import { endOnSignal } from "../runtime/end-on-signal";
import { createLogger } from "../runtime/logger";
import { createSealedClient, factsOf } from "../runtime/sealed-client";
import { prepareDataDirectory } from "../runtime/operator-files";
import { runProcess } from "../runtime/run-process";
import { answerMetrics, createRegistry, isMeasured } from "../runtime/metrics";
import { startTracing } from "../runtime/tracing";
import { createOpener, createSealer } from "../schema/access/seal";
import { DatabaseUnavailable, type Database } from "./shared/database";
import { EnvironmentError, readSubgraphEnvironment, type SubgraphEnvironment } from "./shared/env";
import type { InternalCall } from "./shared/subgraph/definition";
import { serveSubgraph } from "./shared/serving/serve";
import { followRequests } from "./shared/serving/served-requests";
import { FIRST_PORT, subgraphDefinitions } from "./index";
import { startOptions, startSubgraph } from "./start";

/** A subgraph that listens. */
export interface ServedSubgraph {
  /** `http://host:port` */
  readonly url: string;
  readonly database: Database;
  /** Answers what has begun, takes nothing new, and closes the database. */
  stop(): Promise<void>;
}

/** What a process of one or more subgraphs is started with. */
export interface SubgraphProcessOptions {
  readonly logger: Logger;
  /** Epoch milliseconds; tests pin it. */
  readonly now?: () => number;
}

/** One subgraph with its database behind an HTTP server. @throws EnvironmentError when there is none of the name */
export async function startSubgraphServer(
  name: string,
  environment: SubgraphEnvironment,
  { logger, now = Date.now }: SubgraphProcessOptions,
): Promise<ServedSubgraph> {
  const urls = internalUrls(environment);
  const client = createSealedClient({
    sealer: createSealer(environment.SEAL_SECRET, name),
    urlOf: (subgraph) => urls.get(subgraph),
    now,
  });
  const internal: InternalCall = (subgraph, contract, input, caller) =>
    client.call(subgraph, contract, input, { caller, facts: factsOf("internal") });
  const options = { ...startOptions(environment, logger), now };
  const running = await startSubgraph(name, options, internal);
  const { SEAL_SECRET, SEAL_SECRET_ALSO } = environment;
  const accepted = SEAL_SECRET_ALSO === undefined ? [SEAL_SECRET] : [SEAL_SECRET, SEAL_SECRET_ALSO];
  const opener = createOpener(accepted, name);
  const registry = isMeasured(environment) ? createRegistry() : undefined;
  const tracing = await startTracing(environment.OTEL_EXPORTER_OTLP_ENDPOINT, name);
  const follow = followRequests(registry, tracing);
  const app = serveSubgraph({
    subgraph: running.subgraph,
    opener,
    now,
    logger,
    state: () => running.database.state(),
    ...(follow && { follow }),
  });
  app.addHook("onClose", async () => {
    await running.close();
    await tracing?.stop();
  });
  try {
    if (registry !== undefined) {
      await answerMetrics(app, registry, { port: environment.METRICS_PORT, host: environment.HOST, logger });
    }
    await app.listen({ port: environment.PORT ?? portOf(name), host: environment.HOST });
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${environment.HOST}:${port}`,
    database: running.database,
    stop: () => closeServer(app, environment.STOP_TIMEOUT_MS),
  };
}

function portOf(name: string): number {
  return FIRST_PORT + subgraphDefinitions.findIndex((definition) => definition.name === name);
}

/** Unless told otherwise, the others listen on this machine at their usual ports. */
function internalUrls(environment: SubgraphEnvironment): ReadonlyMap<string, string> {
  const usual = subgraphDefinitions.map(({ name }) => [name, `http://127.0.0.1:${portOf(name)}`] as const);
  return new Map([...usual, ...environment.SUBGRAPH_URLS]);
}

/** One subgraph process: `npm run start:subgraph -- identity`, configured by its environment only. */
async function main(name: string | undefined): Promise<void> {
  const definition = subgraphDefinitions.find((each) => each.name === name);
  if (name === undefined || definition === undefined) {
    const names = subgraphDefinitions.map((each) => each.name);
    throw new EnvironmentError([`Name the subgraph to start, one of ${names.join(", ")}`]);
  }
  const environment = readSubgraphEnvironment(process.env, {
    seal: true,
    identity: definition.needsIdentitySecret ?? false,
  });
  const logger = createLogger(environment.LOG_LEVEL, { subgraph: name });
  prepareDataDirectory(environment.DATA_DIR);
  const served = await startSubgraphServer(name, environment, { logger });
  endOnSignal(() => served.stop(), logger);
}

if (require.main === module) {
  runProcess(() => main(process.argv[2]), { known: [DatabaseUnavailable] });
}
