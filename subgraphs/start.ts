import { CacheBudget } from "../runtime/byte-cache";
import type { Caller } from "../schema/access/caller";
import type { InternalContract } from "../schema/internal/contract";
import { subgraphDefinitions } from "./index";
import { openDatabase, type Database, type DatabaseLocation } from "./shared/database";
import { locationOf, type SubgraphEnvironment, type SubgraphSettings } from "./shared/env";
import type { InternalCall, Logger, SubgraphDefinition } from "./shared/subgraph/definition";
import type { KnownText } from "./shared/serving/operations";
import { createSubgraph, type ExecutableSubgraph } from "./shared/serving/executable";
import { readPublished } from "./shared/serving/published-files";
import { publishedRules } from "./shared/serving/published-rules";

/** What subgraphs are started with. */
export interface StartOptions {
  readonly location: DatabaseLocation;
  readonly settings: SubgraphSettings;
  /** Runs outstanding migrations first; default true. */
  readonly migrate?: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  /** The caches of the process, where they are bounded together. */
  readonly caches?: CacheBudget;
  /** How many subgraphs share them; default 1. */
  readonly together?: number;
}

/** What every subgraph is started with, by the environment of its process. */
export function startOptions(environment: SubgraphEnvironment, logger: Logger): StartOptions {
  return {
    location: locationOf(environment),
    settings: environment,
    migrate: environment.MIGRATE,
    now: Date.now,
    logger,
    caches: new CacheBudget(environment.CACHE_BYTES),
  };
}

/** One subgraph with its database, ready to be called in process or served over HTTP. */
export interface RunningSubgraph {
  readonly subgraph: ExecutableSubgraph;
  readonly database: Database;
  /** Ends what the subgraph does by itself, then closes its database. */
  close(): Promise<void>;
}

/** Opens one subgraph by name, its own database migrated. @throws Error when there is no subgraph of the name. */
export async function startSubgraph(
  name: string,
  options: StartOptions,
  internal: InternalCall,
): Promise<RunningSubgraph> {
  const definition = subgraphDefinitions.find((each) => each.name === name);
  if (definition === undefined) throw new Error(`There is no subgraph ${name}`);
  return await open(definition, options, internal);
}

/** Subgraphs that run in this process, each with its database. */
export interface RunningSubgraphs {
  of(name: string): ExecutableSubgraph;
  databaseOf(name: string): Database;
  /** Calls an internal function in this process. */
  readonly call: InternalCall;
  close(): Promise<void>;
}

/** Opens every subgraph in this process; they call each other's internal functions directly. */
export async function startSubgraphs(
  names: readonly string[],
  options: StartOptions,
): Promise<RunningSubgraphs> {
  const running = new Map<string, RunningSubgraph>();
  const get = (name: string): RunningSubgraph => {
    const found = running.get(name);
    if (found === undefined) throw new Error(`The subgraph ${name} is not running`);
    return found;
  };
  // In one process the answer has its type by `answering`, and is not checked again.
  const internal: InternalCall = async <Input, Output>(
    name: string,
    { name: call }: InternalContract<Input, Output>,
    input: Input,
    caller: Caller | null,
  ) => (await get(name).subgraph.internal(call, input, caller)) as Output;
  for (const name of names) running.set(name, await startSubgraph(name, options, internal));
  return {
    of: (name) => get(name).subgraph,
    databaseOf: (name) => get(name).database,
    call: internal,
    async close() {
      await Promise.all([...running.values()].map((each) => each.close()));
    },
  };
}

async function open(
  definition: SubgraphDefinition,
  options: StartOptions,
  internal: InternalCall,
): Promise<RunningSubgraph> {
  const { name: subgraph, entities, migrations } = definition;
  const { location, settings, migrate = true, now, logger } = options;
  const part = 1 / (options.together ?? 1);
  const texts = options.caches?.create<KnownText>(`${subgraph} operations`, "subgraphs", part);
  const database = await openDatabase({ subgraph, location, entities, migrations, migrate });
  const closes = [() => database.close()];
  const close = async (): Promise<void> => {
    for (const each of closes) await each();
  };
  try {
    const published = readPublished(subgraph);
    const rules = publishedRules(published.supergraphSdl);
    const services = await definition.start?.({ database, now, logger, internal, settings, rules });
    closes.unshift(async () => await definition.stop?.(services));
    const environment = { database, now, logger, internal, services };
    return {
      subgraph: createSubgraph(definition, environment, published, texts),
      database,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
