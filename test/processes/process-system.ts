import { subgraphDefinitions } from "../../subgraphs";
import { freePorts, listening, start, type Started } from "../kit/processes";

/** Gateway and subgraphs as processes of their own on a demo world of their own, as an operator starts them. */
export interface ProcessSystem {
  readonly url: string;
  /** The process of a subgraph. @throws Error when none of this name was started */
  of(subgraph: string): Started;
  urlOf(subgraph: string): string;
  /** Starts a subgraph that has ended again, and waits until it listens. */
  restart(subgraph: string): Promise<void>;
}

export interface ProcessSystemOptions {
  /** Where the databases are; the demo world is made in it. */
  readonly directory: string;
  /** Of every process, besides those of a demo. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Where the gateway finds subgraphs, for those that it does not reach directly; told each one's own address. */
  readonly through?: Readonly<Record<string, (url: string) => Promise<string>>>;
}

/** Processes end with the test file, by `endAll`. */
export async function startProcessSystem({
  directory,
  variables,
  through = {},
}: ProcessSystemOptions): Promise<ProcessSystem> {
  const names = subgraphDefinitions.map(({ name }) => name);
  const [gatewayPort, ...free] = await freePorts(names.length + 1);
  const urls = new Map(names.map((name, index) => [name, `http://127.0.0.1:${free[index]}`]));
  const urlOf = (name: string): string => urls.get(name) ?? "";
  const running = new Map<string, Started>();
  const seen = await Promise.all(
    names.map(async (name) => `${name}=${(await through[name]?.(urlOf(name))) ?? urlOf(name)}/graphql`),
  );
  const common = {
    DEMO: "true",
    LOG_LEVEL: "error",
    DATA_DIR: directory,
    SUBGRAPH_URLS: seen.join(","),
    ...variables,
  };

  const restart = async (name: string): Promise<void> => {
    const { port } = new URL(urlOf(name));
    const started = await start("subgraphs/main.js", [name], { ...common, PORT: port });
    running.set(name, started);
    await listening(started, urlOf(name));
  };

  const url = `http://127.0.0.1:${gatewayPort}`;
  const gateway = await start("gateway/main.js", [], { ...common, PORT: String(gatewayPort) });
  await listening(gateway, url);
  const demo = await start("subgraphs/commands/seed-demo.js", [], { DATA_DIR: directory });
  const ending = await demo.ended;
  if (ending.code !== 0) throw new Error(`There is no demo world:\n${demo.output}`);
  await Promise.all(names.map(restart));
  return {
    url,
    urlOf,
    restart,
    of(name) {
      const started = running.get(name);
      if (started === undefined) throw new Error(`${name} was not started`);
      return started;
    },
  };
}
