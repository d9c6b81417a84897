import type { FastifyBaseLogger } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { JSONWebKeySet } from "jose";
import { followFile } from "../runtime/follow-file";
import type { SchemaViews } from "./access/schema-views";
import { createTokenVerifier } from "./caller/access-token";
import { askEachTime, rememberCallers, type ResolveCaller } from "./caller/caller-lookup";
import { createCallerSource } from "./caller/caller-source";
import type { GatewayContext } from "./context";
import { EngineSwap, shareTransports, type EngineOptions } from "./engine";
import type { GatewayEnvironment } from "./env";
import { createGatewayServer, type GatewayServer } from "./http/server";
import { supergraphReader } from "./supergraph/read-supergraph";

export interface GatewayOptions {
  readonly environment: GatewayEnvironment;
  readonly supergraphSdl: string;
  /** Where it was read; the gateway follows the file. */
  readonly supergraphFile?: string;
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

export interface Gateway extends GatewayServer {
  /** Reads the files that it follows now; one that is refused is reported, and the one before goes on being served. */
  reload(): Promise<void>;
}

/** Puts the gateway together: rules and engine of the supergraph, callers from identity, the server in front. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { environment, now } = options;
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
  const read = supergraphReader({ environment, transport: shareTransports(options.transport), callers });
  const first = read(options.supergraphSdl);
  const engines = new EngineSwap(first.engine);
  const views = new WeakMap([[first.engine.apiSchema, first.views]]);
  const viewsOf = (schema: GraphQLSchema): SchemaViews => {
    const found = views.get(schema);
    if (found === undefined) throw new Error("A schema that was never served");
    return found;
  };
  const server = await createGatewayServer({
    engines,
    viewsOf,
    callers,
    publicKeys: options.publicKeys,
    logger: options.logger,
    explorer: environment.EXPLORER,
    corsOrigins: environment.CORS_ORIGINS,
    maxBodyBytes: environment.MAX_BODY_BYTES,
    maxTokens: environment.MAX_TOKENS,
    stopTimeoutMs: environment.STOP_TIMEOUT_MS,
  });
  /** From the next request on: an engine with an empty plan cache, its rules and views, as one. */
  const replace = (supergraphSdl: string): void => {
    const next = read(supergraphSdl);
    views.set(next.engine.apiSchema, next.views);
    try {
      engines.replace(next.engine);
    } catch (error) {
      void next.engine.close();
      throw error;
    }
  };
  const { supergraphSdl: text, supergraphFile: path, logger } = options;
  const followed =
    path === undefined ? [] : [followFile({ path, text, name: "supergraph", replace, logger })];
  return {
    app: server.app,
    async reload() {
      await Promise.all(followed.map((file) => file.reload()));
    },
    async stop() {
      for (const file of followed) file.close();
      await server.stop();
    },
  };
}
