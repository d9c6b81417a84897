import type { FastifyBaseLogger } from "fastify";
import type { JSONWebKeySet } from "jose";
import { createAccessCut } from "./access/cut";
import { finishErrors } from "./access/finish-errors";
import { createSchemaViews } from "./access/schema-views";
import { rulesOfSupergraph } from "./access/supergraph-rules";
import { createTokenVerifier } from "./caller/access-token";
import { askEachTime, rememberCallers, type ResolveCaller } from "./caller/caller-lookup";
import { createCallerSource } from "./caller/caller-source";
import type { GatewayContext } from "./context";
import { createEngine, type EngineOptions } from "./engine";
import type { GatewayEnvironment } from "./env";
import { createGatewayServer, type GatewayServer } from "./http/server";

export interface GatewayOptions {
  readonly environment: GatewayEnvironment;
  readonly supergraphSdl: string;
  readonly transport: EngineOptions<GatewayContext>["transport"];
  /** What identity says: its public keys, and who a session is. */
  readonly publicKeys: () => Promise<JSONWebKeySet>;
  readonly resolveCaller: ResolveCaller;
  /** Identity is another process: its word on a session is kept for a second, and for queries while it is down. */
  readonly remembersCallers?: boolean;
  readonly logger: FastifyBaseLogger;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Puts the gateway together: rules and engine of the supergraph, callers from identity, the server in front. */
export function createGateway(options: GatewayOptions): Promise<GatewayServer> {
  const { environment, supergraphSdl, now } = options;
  const rules = rulesOfSupergraph(supergraphSdl, environment.OPEN_SUPERGRAPH);
  const verifier = createTokenVerifier({
    issuer: environment.TOKEN_ISSUER,
    audience: environment.TOKEN_AUDIENCE,
    publicKeys: options.publicKeys,
    now,
  });
  const lookup = options.remembersCallers
    ? rememberCallers(options.resolveCaller, now)
    : askEachTime(options.resolveCaller);
  const callers = createCallerSource(verifier, lookup, now);
  const cut = createAccessCut(rules);
  const engine = createEngine<GatewayContext>({
    supergraphSdl,
    transport: options.transport,
    limits: {
      depth: environment.MAX_DEPTH,
      nesting: environment.MAX_NESTING,
      aliases: environment.MAX_ALIASES,
      rootFields: environment.MAX_ROOT_FIELDS,
      directives: environment.MAX_DIRECTIVES,
      fields: environment.MAX_FIELDS,
    },
    planTimeoutMs: environment.PLAN_TIMEOUT_MS,
    cut: (context) => cut(context.caller),
    introspectionSchema: (context) => views.introspected(context.caller),
    finishErrors: (errors) => finishErrors(errors, rules),
    beforeMutationField: async (context) => ({
      ...context,
      caller: await callers.resolveNow(context.authorization),
    }),
  });
  const views = createSchemaViews(engine.apiSchema, rules);
  return createGatewayServer({
    engine,
    views,
    callers,
    publicKeys: options.publicKeys,
    logger: options.logger,
    explorer: environment.EXPLORER,
    corsOrigins: environment.CORS_ORIGINS,
    maxBodyBytes: environment.MAX_BODY_BYTES,
    maxTokens: environment.MAX_TOKENS,
  });
}
