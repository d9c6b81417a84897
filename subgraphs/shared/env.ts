import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { DEMO_SEAL_SECRET } from "../../schema/access/seal";
import {
  DATABASE_VARIABLES,
  DEFAULT_DATA_DIR,
  deliveryFaults,
  flag,
  IDENTITY_SECRET_NEEDED,
  IDENTITY_VARIABLES,
  port,
  portalFaults,
  PROCESS_VARIABLES,
  PROVISIONING_VARIABLES,
  provisioningFaults,
  PRODUCTION_DEMO,
  readVariables,
  SEAL_SECRET_NEEDED,
  secret,
  SEPARATE_VARIABLES,
} from "../../schema/environment";
import type { DatabaseLocation } from "./database";

export { EnvironmentError } from "../../schema/environment";

/** Every variable of a subgraph process, and of the commands that open subgraphs' databases, by name. */
export const SUBGRAPH_VARIABLES = {
  ...PROCESS_VARIABLES,
  ...SEPARATE_VARIABLES,
  ...DATABASE_VARIABLES,
  ...IDENTITY_VARIABLES,
  ...PROVISIONING_VARIABLES,
  PORT: port.optional(),
  MIGRATE: flag.default(true),
  DEMO: flag.default(false),
  IDENTITY_SECRET: secret.optional(),
};

/** The settings of a subgraph process, and of the commands that open subgraphs' databases. */
export type SubgraphEnvironment = z.infer<z.ZodObject<typeof SUBGRAPH_VARIABLES>> & {
  readonly SEAL_SECRET: string;
  readonly IDENTITY_SECRET: string;
};

/** What a subgraph may make its own settings from, in a process of its own or with all others. */
export type SubgraphSettings = Pick<
  SubgraphEnvironment,
  | "TOKEN_ISSUER"
  | "TOKEN_AUDIENCE"
  | "DATA_DIR"
  | "DEMO"
  | "IDENTITY_SECRET"
  | keyof typeof IDENTITY_VARIABLES
  | keyof typeof PROVISIONING_VARIABLES
>;

/** What `needs` asks for beyond the variables that have a default: a command that only imports seals nothing. */
export interface Needs {
  readonly seal: boolean;
  readonly identity: boolean;
}

/** In demo mode identity's keys are sealed at rest with what everybody can read here: nothing but a demo may use it. */
const DEMO_IDENTITY_SECRET = "demo mode only: this identity secret is public";

/**
 * Reads the variables of a subgraph process once.
 * @throws EnvironmentError naming every variable that is wrong or missing, not only the first.
 */
export function readSubgraphEnvironment(values: NodeJS.ProcessEnv, needs: Needs): SubgraphEnvironment {
  const variables = readVariables(SUBGRAPH_VARIABLES, values, (read, isGiven) => {
    const needed = (need: boolean, name: "SEAL_SECRET" | "IDENTITY_SECRET"): boolean =>
      need && read.DEMO !== true && !isGiven(name);
    return [
      ...(read.NODE_ENV === "production" && read.DEMO === true ? [PRODUCTION_DEMO] : []),
      ...(needed(needs.seal, "SEAL_SECRET") ? [SEAL_SECRET_NEEDED] : []),
      ...(needed(needs.identity, "IDENTITY_SECRET") ? [IDENTITY_SECRET_NEEDED] : []),
      ...deliveryFaults(isGiven),
      ...(needs.identity ? portalFaults(read.NODE_ENV, isGiven) : []),
      ...provisioningFaults(isGiven),
    ];
  });
  return {
    ...variables,
    SEAL_SECRET: variables.SEAL_SECRET ?? DEMO_SEAL_SECRET,
    IDENTITY_SECRET: variables.IDENTITY_SECRET ?? DEMO_IDENTITY_SECRET,
  };
}

/** The secret that `npm start` makes for its demo, readable by its owner only; it outlives a restart. */
export function demoSecret(directory: string): string {
  const file = demoSecretFile(directory);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/**
 * The variables of a command, with the secret of the demo that `npm start` made in DATA_DIR where no other is given: so
 * that commands open what it sealed. Never in production.
 */
export function withDemoSecret(values: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isGiven = (values["IDENTITY_SECRET"] ?? "") !== "";
  const directory = values["DATA_DIR"] === "" ? undefined : values["DATA_DIR"];
  const file = demoSecretFile(directory ?? DEFAULT_DATA_DIR);
  if (isGiven || values["NODE_ENV"] === "production" || !existsSync(file)) return values;
  return { ...values, IDENTITY_SECRET: readFileSync(file, "utf8").trim() };
}

function demoSecretFile(directory: string): string {
  return join(directory, "demo-secret");
}

/** Where the environment says the databases are. */
export function locationOf(
  environment: Pick<SubgraphEnvironment, keyof typeof DATABASE_VARIABLES>,
): DatabaseLocation {
  const { DATA_DIR, MYSQL_URL, MYSQL_PREFIX, MYSQL_CONNECTIONS } = environment;
  return MYSQL_URL === undefined
    ? { kind: "sqlite", directory: DATA_DIR }
    : { kind: "mysql", url: MYSQL_URL, prefix: MYSQL_PREFIX, pool: { connections: MYSQL_CONNECTIONS } };
}
