import "reflect-metadata";
import pino from "pino";
import { createOpener, createSealer } from "../schema/access/seal";
import { EnvironmentError, readSubgraphEnvironment, type SubgraphEnvironment } from "./shared/env";
import { createInternalClient } from "./shared/subgraph/internal-client";
import { serveSubgraph } from "./shared/subgraph/serve";
import { FIRST_PORT, subgraphDefinitions } from "./index";
import { startOptions, startSubgraph } from "./start";

/** One subgraph process: `npm run start:subgraph -- identity`, configured by its environment only. */
async function main(name: string | undefined): Promise<void> {
  const index = subgraphDefinitions.findIndex((definition) => definition.name === name);
  if (name === undefined || index === -1) {
    const names = subgraphDefinitions.map((definition) => definition.name).join(", ");
    throw new EnvironmentError([`Name the subgraph to start, one of ${names}`]);
  }
  const environment = readSubgraphEnvironment(process.env, { seal: true, identity: name === "identity" });
  const logger = pino({ level: environment.LOG_LEVEL, base: { subgraph: name } });
  const internal = createInternalClient({
    sealer: createSealer(environment.SEAL_SECRET, name),
    urls: internalUrls(environment),
    now: Date.now,
  });
  const running = await startSubgraph(name, startOptions(environment, logger), internal);
  const app = serveSubgraph({
    subgraph: running.subgraph,
    opener: createOpener(environment.SEAL_SECRET, name),
    now: Date.now,
    logger,
  });
  app.addHook("onClose", () => running.database.close());
  await app.listen({ port: environment.PORT ?? FIRST_PORT + index, host: environment.HOST });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void app.close().catch((error: unknown) => {
        logger.error({ err: error }, "did not stop cleanly");
        process.exitCode = 1;
      });
    });
  }
}

/** Unless told otherwise, the others listen on this machine at their usual ports. */
function internalUrls(environment: SubgraphEnvironment): ReadonlyMap<string, string> {
  const usual = subgraphDefinitions.map(
    ({ name }, index) => [name, `http://127.0.0.1:${FIRST_PORT + index}`] as const,
  );
  return new Map([...usual, ...environment.SUBGRAPH_URLS]);
}

main(process.argv[2]).catch((error: unknown) => {
  const known = error instanceof EnvironmentError;
  process.stderr.write(`${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
