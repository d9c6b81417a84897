import { CacheBudget } from "../runtime/byte-cache";
import type { Caller } from "../schema/access/caller";
import type { IDENTITY_VARIABLES } from "../schema/environment";
import type { InternalContract } from "../schema/internal/contract";
import { fixedInventory } from "./fixed-inventory/subgraph";
import { deliverySettings } from "./identity/messages/delivery/delivery-settings";
import { createIdentityServices, type IdentitySettings } from "./identity/services";
import { identity } from "./identity/subgraph";
import { mobileInventory } from "./mobile-inventory/subgraph";
import { createActServices } from "./shared/act";
import { openDatabase, type Database, type DatabaseLocation } from "./shared/database";
import { locationOf, type SubgraphEnvironment } from "./shared/env";
import type { Environment, InternalCall, Logger, SubgraphDefinition } from "./shared/subgraph/definition";
import type { KnownText } from "./shared/subgraph/operations";
import { createSubgraph, type ExecutableSubgraph } from "./shared/subgraph/executable";
import { readPublished } from "./shared/subgraph/published-files";

export interface StartOptions {
  readonly location: DatabaseLocation;
  readonly identity: IdentitySettings;
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
    identity: identitySettings(environment, environment.IDENTITY_SECRET),
    migrate: environment.MIGRATE,
    now: Date.now,
    logger,
    caches: new CacheBudget(environment.CACHE_BYTES),
  };
}

/** What identity is told of the environment of its process, however that is started. */
export function identitySettings(
  environment: Pick<
    SubgraphEnvironment,
    "TOKEN_ISSUER" | "TOKEN_AUDIENCE" | "DATA_DIR" | "DEMO" | keyof typeof IDENTITY_VARIABLES
  >,
  secret: string,
): IdentitySettings {
  return {
    issuer: environment.TOKEN_ISSUER,
    audience: environment.TOKEN_AUDIENCE,
    secret,
    portalUrl: environment.PORTAL_URL,
    pwnedPasswordsUrl: environment.PWNED_PASSWORDS_URL,
    signingKeyAge: environment.SIGNING_KEY_DAYS * 24 * 60 * 60_000,
    secondFactorRequiredOf: environment.REQUIRE_SECOND_FACTOR,
    delivery: deliverySettings(environment),
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
  switch (name) {
    case identity.name:
      return open(
        identity,
        options,
        internal,
        async (database) => {
          const services = await createIdentityServices(options.identity, { ...options, database });
          services.chores.start();
          return services;
        },
        async ({ chores, messages }) => {
          await chores.close();
          await messages.close();
        },
      );
    case mobileInventory.name:
      return open(
        mobileInventory,
        options,
        internal,
        (database) => Promise.resolve(createActServices({ ...options, database, internal })),
        ({ chores }) => chores.close(),
      );
    case fixedInventory.name:
      return open(fixedInventory, options, internal, () => Promise.resolve(undefined));
    default:
      throw new Error(`There is no subgraph ${name}`);
  }
}

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

async function open<Loaders, Services>(
  definition: SubgraphDefinition<Loaders, Services>,
  options: StartOptions,
  internal: InternalCall,
  start: (database: Database) => Promise<Services>,
  stop: (services: Services) => Promise<void> = () => Promise.resolve(),
): Promise<RunningSubgraph> {
  const { name: subgraph, entities, migrations } = definition;
  const { location, migrate = true, now, logger } = options;
  const part = 1 / (options.together ?? 1);
  const texts = options.caches?.create<KnownText>(`${subgraph} operations`, "subgraphs", part);
  const database = await openDatabase({ subgraph, location, entities, migrations, migrate });
  const closes = [() => database.close()];
  const close = async (): Promise<void> => {
    for (const each of closes) await each();
  };
  try {
    const services = await start(database);
    closes.unshift(() => stop(services));
    const environment: Environment<Services> = { database, now, logger, internal, services };
    return {
      subgraph: createSubgraph(definition, environment, readPublished(subgraph), texts),
      database,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
