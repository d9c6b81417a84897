import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import pino from "pino";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import type { Gateway } from "../../gateway/gateway";
import { startGateway, type SeparateGatewayOptions } from "../../gateway/main";
import { compose } from "../federation/kit/world";
import { startSmallSubgraph, type SmallSubgraph } from "../processes/small-subgraph";

/** A gateway in this process before one small subgraph, open to everybody. */
export interface SmallGateway {
  readonly gateway: Gateway;
  readonly url: string;
  readonly subgraph: SmallSubgraph;
  /** What it logged, line by line. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** Serves another schema from now on. */
  publish(sdl: string): Promise<void>;
  /** Puts this text where the supergraph is, whatever it is. */
  write(text: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startSmallGateway(
  sdl: string,
  values: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, string>> = {},
  createPlanner?: SeparateGatewayOptions["createPlanner"],
): Promise<SmallGateway> {
  const directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
  const file = join(directory, "supergraph.graphql");
  const subgraph = await startSmallSubgraph(sdl, values);
  const supergraph = (text: string): string =>
    compose({ small: text }).replaceAll("http://small.invalid/graphql", subgraph.url);
  await writeFile(file, supergraph(sdl));
  const log: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      log.push(JSON.parse(String(line)) as Record<string, unknown>);
      done();
    },
  });
  const environment = readGatewayEnvironment({
    PORT: "0",
    SUPERGRAPH: file,
    OPEN_SUPERGRAPH: "true",
    ...variables,
  });
  const gateway = await startGateway(environment, {
    logger: pino({ level: "debug" }, stream),
    ...(createPlanner === undefined ? {} : { createPlanner }),
  });
  /** Whole, by renaming: the watcher never meets half a file. */
  const write = async (text: string): Promise<void> => {
    await writeFile(`${file}.next`, text);
    await rename(`${file}.next`, file);
    await gateway.reload();
  };
  return {
    gateway,
    url: gateway.app.listeningOrigin,
    subgraph,
    log,
    publish: (text) => write(supergraph(text)),
    write,
    async stop() {
      await gateway.stop();
      await subgraph.stop();
      await rm(directory, { recursive: true });
    },
  };
}
