import { resolve } from "node:path";
import pino from "pino";
import type { AddressInfo } from "node:net";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import { startGateway } from "../../gateway/main";
import { subgraphDefinitions } from "../../subgraphs";
import { seedDemo } from "../../subgraphs/commands/demo/seed";
import { startSubgraphServer, type ServedSubgraph } from "../../subgraphs/main";
import { readSubgraphEnvironment } from "../../subgraphs/shared/env";
import { freePorts } from "../kit/processes";

const ROOT = resolve(__dirname, "..", "..");

/** Gateway and subgraphs as servers of their own, HTTP between them, in this process so that a test holds their clock. */
export interface ServedSystem {
  readonly url: string;
  readonly subgraphs: ReadonlyMap<string, ServedSubgraph>;
  /** Starts a subgraph again that the test stopped. */
  restart(name: string): Promise<void>;
  stop(): Promise<void>;
}

export interface ServedSystemOptions {
  /** DATA_DIR or MYSQL_URL and MYSQL_PREFIX, and whatever else a test wants otherwise. */
  readonly variables: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The day of the demo world, `YYYY-MM-DD`; without it the databases are left as they are. */
  readonly day?: string;
}

export async function startServedSystem({ variables, now, day }: ServedSystemOptions): Promise<ServedSystem> {
  const names = subgraphDefinitions.map(({ name }) => name);
  const ports = new Map(zip(names, await freePorts(names.length)));
  const urls = [...ports].map(([name, port]) => `${name}=http://127.0.0.1:${port}/graphql`).join(",");
  const common = { NODE_ENV: "test", DEMO: "true", SUBGRAPH_URLS: urls, ...variables };
  const logger = pino({ level: "silent" });
  const subgraphs = new Map<string, ServedSubgraph>();

  async function restart(name: string): Promise<void> {
    const environment = readSubgraphEnvironment(
      { ...common, PORT: String(ports.get(name)) },
      { seal: true, identity: name === "identity" },
    );
    subgraphs.set(name, await startSubgraphServer(name, environment, { logger, now }));
  }

  for (const name of names) await restart(name);
  if (day !== undefined) await seedDemo((name) => subgraphs.get(name)!.database, day);
  const supergraph = resolve(ROOT, "schema", "generated", "supergraph.graphql");
  const environment = readGatewayEnvironment({ ...common, PORT: "0", SUPERGRAPH: supergraph });
  const gateway = await startGateway(environment, { logger, now });
  const { port } = gateway.app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    subgraphs,
    restart,
    async stop() {
      await gateway.stop();
      for (const subgraph of subgraphs.values()) await subgraph.stop();
    },
  };
}

function zip(names: readonly string[], numbers: readonly number[]): [string, number][] {
  return names.map((name, index) => [name, numbers[index]!]);
}
