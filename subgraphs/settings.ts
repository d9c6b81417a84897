import type { DatabaseLocation } from "./shared/database";
import type { SubgraphEnvironment } from "./shared/env";
import type { Logger } from "./shared/subgraph/definition";
import type { StartOptions } from "./start";

/** Where the environment says the databases are. */
export function locationOf(environment: SubgraphEnvironment): DatabaseLocation {
  return environment.MYSQL_URL === undefined
    ? { kind: "sqlite", directory: environment.DATA_DIR }
    : { kind: "mysql", url: environment.MYSQL_URL, prefix: environment.MYSQL_PREFIX };
}

/** What every subgraph is started with, by the environment of its process. */
export function startOptions(environment: SubgraphEnvironment, logger: Logger): StartOptions {
  return {
    location: locationOf(environment),
    identity: {
      issuer: environment.TOKEN_ISSUER,
      audience: environment.TOKEN_AUDIENCE,
      secret: environment.IDENTITY_SECRET,
    },
    migrate: environment.MIGRATE,
    now: Date.now,
    logger,
  };
}
