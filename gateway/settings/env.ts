import { z } from "zod";
import { DEMO_SEAL_SECRET } from "../../schema/access/seal";
import {
  count,
  DATABASE_VARIABLES,
  deliveryFaults,
  flag,
  networkList,
  originList,
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
import { subgraphErrorsSetting } from "../errors/subgraph-errors-setting";
import { DEFAULT_ANSWER, DEFAULT_COST, DEFAULT_LIMITS, DEFAULT_RESILIENCE } from "../engine";

export { EnvironmentError } from "../../schema/environment";

const SHARED = {
  ...PROCESS_VARIABLES,
  PORT: port.default(4000),
  EXPLORER: flag.optional(),
  INTROSPECTION: flag.optional(),
  TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  TRUSTED_DOCUMENTS_MODE: z.enum(["off", "allow", "require"]).optional(),
  CORS_ORIGINS: originList.default([]),
  TRUST_PROXY: networkList.default([]),
  MAX_BODY_BYTES: z.coerce.number().int().min(1_024).default(1_048_576),
  MAX_DOCUMENT_BYTES: z.coerce.number().int().min(1_024).default(100_000),
  MAX_TOKENS: z.coerce.number().int().min(100).default(10_000),
  MAX_DEPTH: count.default(DEFAULT_LIMITS.depth),
  MAX_NESTING: count.default(DEFAULT_LIMITS.nesting),
  MAX_ALIASES: count.default(DEFAULT_LIMITS.aliases),
  MAX_ROOT_FIELDS: count.default(DEFAULT_LIMITS.rootFields),
  MAX_DIRECTIVES: count.default(DEFAULT_LIMITS.directives),
  MAX_FIELDS: count.default(DEFAULT_LIMITS.fields),
  MAX_NAME_LENGTH: count.default(DEFAULT_LIMITS.nameLength),
  MAX_ANSWER_FIELDS: count.default(DEFAULT_ANSWER.fields),
  MAX_ANSWER_BYTES: count.default(DEFAULT_ANSWER.bytes),
  MAX_UNSENT_BYTES: count.default(134_217_728),
  MAX_CONNECTIONS: count.default(10_000),
  SOCKET_TIMEOUT_MS: count.default(30_000),
  MAX_COST: count.default(DEFAULT_COST.max),
  PLAN_TIMEOUT_MS: count.default(1_000),
  PLAN_LANES: z.coerce.number().int().min(1).max(16).default(2),
  REQUEST_TIMEOUT_MS: count.default(15_000),
  SUBGRAPH_TIMEOUT_MS: count.default(DEFAULT_RESILIENCE.timeoutMs),
  SUBGRAPH_RETRIES: z.coerce.number().int().min(0).max(10).default(DEFAULT_RESILIENCE.retries),
  SUBGRAPH_CONCURRENCY: count.default(DEFAULT_RESILIENCE.concurrency),
  SUBGRAPH_QUEUE: z.coerce.number().int().min(0).default(DEFAULT_RESILIENCE.queue),
  SUBGRAPH_BREAKER_SHARE: z.coerce.number().gt(0).lt(1).default(DEFAULT_RESILIENCE.breakerShare),
  SUBGRAPH_BREAKER_CALLS: z.coerce.number().int().min(2).default(DEFAULT_RESILIENCE.breakerCalls),
  SUBGRAPH_BREAKER_OPEN_MS: count.default(DEFAULT_RESILIENCE.breakerOpenMs),
  SUBGRAPH_ERRORS: subgraphErrorsSetting.optional(),
  OPEN_SUPERGRAPH: flag.default(false),
  SUPERGRAPH: z.string().min(1).optional(),
};

/** The settings of every gateway, however it is started. */
export type GatewayEnvironment = z.infer<z.ZodObject<typeof SHARED>> & Shown;

/** What a gateway shows of itself unless it is told otherwise, and which documents it takes. */
interface Shown {
  readonly EXPLORER: boolean;
  readonly INTROSPECTION: boolean;
  readonly TRUSTED_DOCUMENTS_MODE: "off" | "allow" | "require";
}

type Unset = Partial<z.infer<z.ZodObject<typeof SHARED>>>;

function shown({
  NODE_ENV,
  EXPLORER,
  INTROSPECTION,
  TRUSTED_DOCUMENTS,
  TRUSTED_DOCUMENTS_MODE,
}: Unset): Shown {
  const explorer = EXPLORER ?? NODE_ENV !== "production";
  return {
    EXPLORER: explorer,
    INTROSPECTION: INTROSPECTION ?? explorer,
    TRUSTED_DOCUMENTS_MODE: TRUSTED_DOCUMENTS_MODE ?? (TRUSTED_DOCUMENTS === undefined ? "off" : "allow"),
  };
}

function faultsOfDocuments({ TRUSTED_DOCUMENTS, TRUSTED_DOCUMENTS_MODE = "off" }: Unset): readonly string[] {
  if (TRUSTED_DOCUMENTS_MODE === "off" || TRUSTED_DOCUMENTS !== undefined) return [];
  return [`TRUSTED_DOCUMENTS: needed where TRUSTED_DOCUMENTS_MODE is ${TRUSTED_DOCUMENTS_MODE}`];
}

/** Every variable of a gateway process of its own, by name. */
export const SEPARATE_GATEWAY_VARIABLES = {
  ...SHARED,
  ...SEPARATE_VARIABLES,
  DEMO: flag.default(false),
  SUBGRAPH_COMPRESSION: z.enum(["auto", "on", "off"]).default("auto"),
  SUBGRAPH_MAX_RESPONSE_BYTES: z.coerce.number().int().min(1_024).default(33_554_432),
};

/** The settings of a gateway process of its own. */
export type SeparateEnvironment = z.infer<z.ZodObject<typeof SEPARATE_GATEWAY_VARIABLES>> &
  GatewayEnvironment & { readonly SEAL_SECRET: string | undefined };

/**
 * Reads the variables of a gateway process once.
 * @throws EnvironmentError naming every variable that is wrong, not only the first.
 */
export function readGatewayEnvironment(values: NodeJS.ProcessEnv): SeparateEnvironment {
  const variables = readVariables(SEPARATE_GATEWAY_VARIABLES, values, (read, isGiven) => [
    ...(read.NODE_ENV === "production" && read.DEMO === true ? [PRODUCTION_DEMO] : []),
    ...(read.DEMO !== true && read.OPEN_SUPERGRAPH !== true && !isGiven("SEAL_SECRET")
      ? [SEAL_SECRET_NEEDED]
      : []),
    ...faultsOfTimes(read),
    ...faultsOfDocuments(read),
  ]);
  const { DEMO, SEAL_SECRET } = variables;
  return {
    ...variables,
    ...shown(variables),
    SEAL_SECRET: SEAL_SECRET ?? (DEMO ? DEMO_SEAL_SECRET : undefined),
  };
}

/** Every variable of the one-process start, by name. */
export const EMBEDDED_VARIABLES = {
  ...SHARED,
  ...DATABASE_VARIABLES,
  ...IDENTITY_VARIABLES,
  ...PROVISIONING_VARIABLES,
  DEMO: flag.optional(),
  IDENTITY_SECRET: secret.optional(),
};

/** The settings of the one-process start (`npm start`). */
export type EmbeddedEnvironment = z.infer<z.ZodObject<typeof EMBEDDED_VARIABLES>> &
  Shown & { readonly DEMO: boolean };

/**
 * Reads the process's variables once. Demo mode is on unless NODE_ENV is production, which refuses it: there the
 * identity secret has no default.
 * @throws EnvironmentError naming every variable that is wrong, not only the first.
 */
export function readEmbeddedEnvironment(values: NodeJS.ProcessEnv): EmbeddedEnvironment {
  const isDemo = (read: { readonly NODE_ENV?: string; readonly DEMO?: boolean | undefined }): boolean =>
    read.DEMO ?? read.NODE_ENV !== "production";
  const variables = readVariables(EMBEDDED_VARIABLES, values, (read, isGiven) => [
    ...(read.NODE_ENV === "production" && isDemo(read) ? [PRODUCTION_DEMO] : []),
    ...(!isDemo(read) && !isGiven("IDENTITY_SECRET") ? [IDENTITY_SECRET_NEEDED] : []),
    ...faultsOfTimes(read),
    ...faultsOfDocuments(read),
    ...deliveryFaults(isGiven),
    ...portalFaults(read.NODE_ENV, isGiven),
    ...provisioningFaults(isGiven),
  ]);
  return { ...variables, ...shown(variables), DEMO: isDemo(variables) };
}

/** A request must outlive a call, or a subgraph that stalls would never be found out: the request would end first. */
function faultsOfTimes(read: {
  readonly REQUEST_TIMEOUT_MS?: number;
  readonly SUBGRAPH_TIMEOUT_MS?: number;
}): string[] {
  const { REQUEST_TIMEOUT_MS: request, SUBGRAPH_TIMEOUT_MS: call } = read;
  if (request === undefined || call === undefined || call <= request) return [];
  return ["SUBGRAPH_TIMEOUT_MS: must not be longer than REQUEST_TIMEOUT_MS"];
}
