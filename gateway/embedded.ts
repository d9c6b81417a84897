import "../runtime/node-version";
import "reflect-metadata";
import type { AddressInfo } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { CacheBudget } from "../runtime/byte-cache";
import { endOnSignal } from "../runtime/end-on-signal";
import { createLogger } from "../runtime/logger";
import { prepareDataDirectory, readNamedFile } from "../runtime/operator-files";
import { runProcess } from "../runtime/run-process";
import { openInProcess, sealInProcess, workTime } from "../schema/access/seal";
import { CALLER_OF_SESSION, PUBLIC_KEYS } from "../schema/internal/caller";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../subgraphs/commands/demo";
import { seedDemo } from "../subgraphs/commands/demo/seed";
import { subgraphDefinitions } from "../subgraphs";
import { DatabaseUnavailable, RequestTime } from "../subgraphs/shared/database";
import { demoSecret, locationOf } from "../subgraphs/shared/env";
import { readPublished } from "../subgraphs/shared/serving/published-files";
import { startSubgraphs, type RunningSubgraphs } from "../subgraphs/start";
import { readEmbeddedEnvironment, type EmbeddedEnvironment } from "./settings/env";
import { inProcessTransport, type EngineOptions } from "./engine";
import type { GatewayContext } from "./request/context";
import { createGateway } from "./gateway";
import { plannerFor } from "./supergraph/planner-for";
import { SupergraphRefusedError } from "./supergraph/served-supergraphs";

/** A gateway and its subgraphs in one process. */
export interface Embedded {
  readonly url: string;
  readonly subgraphs: RunningSubgraphs;
  /** Whether this start made the demo world. */
  readonly seeded: boolean;
  /** Reads the supergraph again, where it is a file of its own. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** What the one process is started with besides its settings. */
export interface EmbeddedOptions {
  readonly logger: FastifyBaseLogger;
  /** Epoch milliseconds; tests pin it. */
  readonly now?: () => number;
  /** Where plans come from; by default from this process. */
  readonly createPlanner?: EngineOptions<GatewayContext>["createPlanner"];
  readonly onProgress?: (kind: string, rows: number) => void;
}

/** Gateway and all subgraphs in one process, with no HTTP between them. */
export async function startEmbedded(
  environment: EmbeddedEnvironment,
  options: EmbeddedOptions,
): Promise<Embedded> {
  const { logger, now = Date.now } = options;
  const caches = new CacheBudget(environment.CACHE_BYTES);
  prepareDataDirectory(environment.DATA_DIR);
  const supergraphSdl =
    environment.SUPERGRAPH === undefined
      ? readPublished("identity").supergraphSdl
      : readNamedFile("SUPERGRAPH", environment.SUPERGRAPH);
  const subgraphs = await startSubgraphs(
    subgraphDefinitions.map(({ name }) => name),
    {
      location: locationOf(environment),
      settings: {
        ...environment,
        IDENTITY_SECRET: environment.IDENTITY_SECRET ?? demoSecret(environment.DATA_DIR),
      },
      now,
      logger,
      caches,
      together: subgraphDefinitions.length,
    },
  );
  try {
    const day = new Date(now()).toISOString().slice(0, 10);
    const seeded =
      environment.DEMO && (await seedDemo((name) => subgraphs.databaseOf(name), day, options.onProgress));
    const server = await createGateway({
      environment,
      caches,
      ...(options.createPlanner === undefined ? {} : { createPlanner: options.createPlanner }),
      supergraphSdl,
      ...(environment.SUPERGRAPH === undefined ? {} : { supergraphFile: environment.SUPERGRAPH }),
      transport: ({ name }) => {
        const subgraph = subgraphs.of(name);
        // graphql-js makes a result for its request alone, so the engine may build the answer in it.
        return inProcessTransport(
          ({ query, operationName, variables, context, waits, signal }) =>
            subgraph.execute(
              { query, operationName, variables },
              openInProcess(sealInProcess(context.caller)),
              context.facts,
              new RequestTime(workTime(waits) ?? Infinity, signal),
            ),
          { ownsResponses: true },
        );
      },
      failingDatabases: async () => {
        const states = await Promise.all(
          subgraphDefinitions.map(async ({ name }) => ({
            subgraph: name,
            state: await subgraphs.databaseOf(name).state(),
          })),
        );
        return states.flatMap(({ subgraph, state }) =>
          state === "well" ? [] : [{ subgraph, cause: new Error(`Its database: ${state}`) }],
        );
      },
      publicKeys: () => subgraphs.call("identity", PUBLIC_KEYS, {}, null),
      openDownload: ({ subgraph, token, caller, facts }) =>
        subgraphDefinitions.some(({ name }) => name === subgraph)
          ? subgraphs.of(subgraph).download(token, openInProcess(sealInProcess(caller)), facts)
          : Promise.resolve(null),
      ...(environment.DEMO && { demo: { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD } }),
      resolveCaller: (session) => subgraphs.call("identity", CALLER_OF_SESSION, session, null),
      logger,
      now,
    });
    await server.app.listen({ port: environment.PORT, host: environment.HOST });
    const { port } = server.app.server.address() as AddressInfo;
    return {
      url: `http://${environment.HOST.includes(":") ? `[${environment.HOST}]` : environment.HOST}:${port}`,
      subgraphs,
      seeded,
      reload: () => server.reload(),
      async stop() {
        await server.stop();
        await subgraphs.close();
      },
    };
  } catch (error) {
    await subgraphs.close();
    throw error;
  }
}

async function main(): Promise<void> {
  const begun = performance.now();
  const environment = readEmbeddedEnvironment(process.env);
  const logger = createLogger(environment.LOG_LEVEL);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const embedded = await startEmbedded(environment, {
    logger,
    createPlanner: plannerFor(environment),
    onProgress: (kind, rows) => print(`  demo world: ${rows} ${kind}`),
  });
  endOnSignal(() => embedded.stop(), logger);
  // Without a supergraph of its own nothing can change, and a terminal that is closed ends its programs by this signal.
  if (environment.SUPERGRAPH !== undefined) process.on("SIGHUP", () => void embedded.reload());
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  print(`\nArea Clienti answers at ${embedded.url}/graphql (started in ${seconds} s)`);
  if (!environment.DEMO) return;
  print(`\nDemo accounts, all with the password ${DEMO_PASSWORD}\n`);
  for (const { username, mayDo } of DEMO_ACCOUNTS) print(`  ${username.padEnd(20)} ${mayDo}`);
  print(`\nOpen ${embedded.url}/explorer in a browser to try them. Ctrl-C ends.`);
}

if (require.main === module) {
  runProcess(main, { known: [DatabaseUnavailable, SupergraphRefusedError] });
}
