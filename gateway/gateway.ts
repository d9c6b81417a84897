import type { FastifyBaseLogger } from "fastify";
import type { JSONWebKeySet } from "jose";
import { followFile, type Following } from "../runtime/follow-file";
import { CacheBudget } from "../runtime/byte-cache";
import { answerMetrics, isMeasured } from "../runtime/metrics";
import { startTracing } from "../runtime/tracing";
import { holdSessions } from "./caller/held-sessions";
import { createTokenVerifier } from "./caller/access-token";
import { askEachTime, rememberCallers, type ResolveCaller } from "./caller/caller-lookup";
import { createCallerSource } from "./caller/caller-source";
import type { GatewayContext } from "./request/context";
import { anonymousCaller } from "../schema/access/caller";
import { newRecord } from "./observe/request-record";
import { Cancellation, shareTransports, type EngineOptions, type UnreachableSubgraph } from "./engine";
import type { GatewayEnvironment } from "./settings/env";
import type { DemoSignIn } from "./http/explorer";
import type { OpenDownload } from "./http/downloads";
import { createGatewayServer, type GatewayServer } from "./http/server";
import { openTrustedDocuments } from "./documents/open-trusted-documents";
import { createGatewayMetrics } from "./observe/metrics";
import { observers } from "./observe/observers";
import { tracePlans, traceTransports } from "./observe/traced";
import { createReadiness } from "./observe/readiness";
import { supergraphReader } from "./supergraph/read-supergraph";
import { serveSupergraphs } from "./supergraph/served-supergraphs";

/** What a gateway is made of besides its settings. */
export interface GatewayOptions {
  readonly environment: GatewayEnvironment;
  readonly supergraphSdl: string;
  /** Where it was read; the gateway follows the file. */
  readonly supergraphFile?: string;
  readonly transport: EngineOptions<GatewayContext>["transport"];
  readonly createPlanner?: EngineOptions<GatewayContext>["createPlanner"];
  /** What identity says: its public keys, and who a session is. */
  readonly publicKeys: () => Promise<JSONWebKeySet>;
  readonly resolveCaller: ResolveCaller;
  /** The subgraphs of this process whose databases cannot be read or written, and why; for `/ready`. */
  readonly failingDatabases?: () => Promise<readonly UnreachableSubgraph[]>;
  /** Opens files of subgraphs; without it there are none. */
  readonly openDownload?: OpenDownload;
  /** Identity is another process: its word on a session is kept for a second, and for queries while it is down. */
  readonly remembersCallers?: boolean;
  /** The caches of the process, where it has others than these. */
  readonly caches?: CacheBudget;
  /** The accounts of the demo, where it is one. */
  readonly demo?: DemoSignIn;
  readonly logger: FastifyBaseLogger;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A gateway that is ready to listen. */
export interface Gateway extends GatewayServer {
  /** Reads the files that it follows now; one that is refused is reported, and the one before goes on being served. */
  reload(): Promise<void>;
}

/** What `/ready` gives the subgraphs to answer, in milliseconds. */
const PROBE_MS = 2_000;

/** Nobody in particular asks whether a subgraph is there. */
function probeContext(at: number, log: FastifyBaseLogger): GatewayContext {
  const facts = { requestId: "ready", userAgent: null, ipAddress: null, acceptLanguage: null };
  return {
    caller: anonymousCaller(at),
    callerIsStale: false,
    tokenIsRefused: false,
    session: undefined,
    authorization: undefined,
    facts,
    signal: new Cancellation(),
    log,
    record: newRecord(),
  };
}

/** Puts the gateway together: rules and engine of the supergraph, callers from identity, the server in front. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { environment, logger, now, caches = new CacheBudget(environment.CACHE_BYTES) } = options;
  const verifier = createTokenVerifier({
    issuer: environment.TOKEN_ISSUER,
    audience: environment.TOKEN_AUDIENCE,
    publicKeys: options.publicKeys,
    verified: caches.create("tokens", "callers", 0.2),
    now,
  });
  const lookup = options.remembersCallers
    ? rememberCallers(options.resolveCaller, now, caches.create("callers", "callers", 0.4))
    : askEachTime(options.resolveCaller);
  const callers = createCallerSource(verifier, lookup, now);
  const tracing = await startTracing(environment.OTEL_EXPORTER_OTLP_ENDPOINT, "gateway");
  const readiness = createReadiness({
    askIdentity: options.publicKeys,
    askSubgraphs: async () => [
      ...(await supergraphs.engines.current.probe(probeContext(now(), logger), PROBE_MS)),
      ...((await options.failingDatabases?.()) ?? []),
    ],
    logger,
  });
  const metrics = isMeasured(environment)
    ? createGatewayMetrics(() => {
        const { plansHeld: held, plansWaiting: waiting } = supergraphs.engines.current;
        return { held, waiting };
      }, caches)
    : undefined;
  const read = supergraphReader({
    environment,
    caches,
    transport: shareTransports(
      holdSessions(tracing === undefined ? options.transport : traceTransports(options.transport, tracing)),
    ),
    createPlanner: options.createPlanner,
    callers,
    observe: observers([readiness, metrics, tracing && tracePlans(tracing)]),
  });
  const onReload = (file: string, outcome: string) => metrics?.reloaded(file, outcome);
  const documents = openTrustedDocuments(environment);
  const supergraphs = await serveSupergraphs(read, options.supergraphSdl);
  const server = await createGatewayServer({
    engines: supergraphs.engines,
    viewsOf: (schema) => supergraphs.viewsOf(schema),
    callers,
    publicKeys: options.publicKeys,
    ...(options.openDownload && { openDownload: options.openDownload }),
    logger,
    isProduction: environment.NODE_ENV === "production",
    explorer: environment.EXPLORER,
    demo: options.demo,
    introspection: environment.INTROSPECTION,
    documents: documents?.plugin,
    corsOrigins: environment.CORS_ORIGINS,
    trustedProxies: environment.TRUST_PROXY,
    maxBodyBytes: environment.MAX_BODY_BYTES,
    maxTokens: environment.MAX_TOKENS,
    maxConnections: environment.MAX_CONNECTIONS,
    socketTimeoutMs: environment.SOCKET_TIMEOUT_MS,
    maxUnsentBytes: environment.MAX_UNSENT_BYTES,
    maxDocumentBytes: environment.MAX_DOCUMENT_BYTES,
    documentCache: caches.create("documents", "documents"),
    stopTimeoutMs: environment.STOP_TIMEOUT_MS,
    isReady: () => readiness.isReady(),
    listener: metrics,
    tracing,
  });
  if (metrics !== undefined) {
    const place = { port: environment.METRICS_PORT, host: environment.HOST, logger };
    await answerMetrics(server.app, metrics.registry, place);
  }
  const followed: Following[] = documents === undefined ? [] : [documents.follow(logger, onReload)];
  if (options.supergraphFile !== undefined) {
    followed.push(
      followFile({
        path: options.supergraphFile,
        text: options.supergraphSdl,
        name: "supergraph",
        logger,
        async replace(text) {
          await supergraphs.replace(text);
          readiness.forget();
        },
        onReload: (outcome) => onReload("supergraph", outcome),
      }),
    );
  }
  return {
    app: server.app,
    async reload() {
      await Promise.all(followed.map((file) => file.reload()));
    },
    async stop() {
      for (const file of followed) file.close();
      await server.stop();
      await tracing?.stop();
    },
  };
}
