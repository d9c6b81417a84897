import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import cors from "@fastify/cors";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { JSONWebKeySet } from "jose";
import type { ByteCache } from "../../runtime/byte-cache";
import { closeServer, leaveOnClose } from "../../runtime/close-server";
import { stringifyExact } from "../../runtime/exact-json";
import type { Tracing } from "../../runtime/tracing";
import type { SchemaViews } from "../access/schema-views";
import type { CallerSource } from "../caller/caller-source";
import type { GatewayContext } from "../request/context";
import { isWithin } from "../../schema/client-address";
import { asApolloGateway, type EngineSwap } from "../engine";
import { recordDownloads, type DownloadListener } from "../observe/download-record";
import { fillRecords, recordOf, recordRequests, type RequestListener } from "../observe/request-record";
import { answerDownloads, type OpenDownload } from "./downloads";
import { refuseLongDocuments } from "./document-length";
import { compressAnswers, keepMutationsPlain } from "./compression";
import { documentStore } from "./document-store";
import { parseBodiesExactly, readAddressExactly } from "./exact-variables";
import { answerExplorer, linkExplorer, type DemoSignIn } from "./explorer";
import { lastFormat } from "./format-error";
import { hintOnlyAt } from "./hints";
import { boundConnections, connectionLimits } from "./connections";
import { refuseOtherMethods } from "./methods";
import { UnsentAnswers } from "./unsent-answers";
import { challengeToken } from "./refused-token";
import { goneSignal, lookupCause, requestFacts } from "./request-facts";
import { requestIds } from "./request-id";
import { heldSession } from "./session-cookie";
import { secureHeaders } from "./secure-headers";
import { answerSchemaText } from "./schema-text";
import { answerTransportErrors, answerUnreadableAddress } from "./transport-errors";
import { answerWhenUnknown, refuseStaleMutations } from "./unavailable";
import { statusByMediaType } from "./status-by-media-type";

/** What the door needs of the rooms behind it, and its bounds. */
export interface GatewayServerOptions {
  readonly engines: EngineSwap<GatewayContext>;
  readonly callers: CallerSource;
  /** The views of an API schema that `engines` serves or has served. */
  readonly viewsOf: (apiSchema: GraphQLSchema) => SchemaViews;
  readonly publicKeys: () => Promise<JSONWebKeySet>;
  /** Opens files of subgraphs; without it there are none. */
  readonly openDownload?: OpenDownload;
  readonly logger: FastifyBaseLogger;
  /** Whether browsers are to come back over TLS only. */
  readonly isProduction: boolean;
  /** Whether browsers are shown Apollo Sandbox at `/graphql`, and GraphiQL at `/explorer`. */
  readonly explorer: boolean;
  /** The accounts that the explorer offers to sign in as. */
  readonly demo?: DemoSignIn | undefined;
  /** Whether clients may introspect and read /schema.graphql, and hints name what they could introspect. */
  readonly introspection: boolean;
  /** Sees documents before anybody else does. */
  readonly documents?: ApolloServerPlugin<GatewayContext> | undefined;
  /** Browser origins that may call from elsewhere. */
  readonly corsOrigins: readonly string[];
  /** Balancers whose X-Forwarded-For is believed: addresses and networks. */
  readonly trustedProxies: readonly string[];
  readonly maxBodyBytes: number;
  /** Lexical tokens of a document. */
  readonly maxTokens: number;
  readonly maxConnections: number;
  /** How long a connection may neither bring nor take a byte, and a request may take to arrive whole, in milliseconds. */
  readonly socketTimeoutMs: number;
  /** Of all answers together that clients have not taken yet. */
  readonly maxUnsentBytes: number;
  /** Of a document's text, in UTF-8; trusted documents asked for by their id are as long as they are. */
  readonly maxDocumentBytes: number;
  /** Where valid documents are kept. */
  readonly documentCache: ByteCache<DocumentNode>;
  /** How long answers that have begun may take once the server stops, in milliseconds. */
  readonly stopTimeoutMs: number;
  readonly isReady: () => Promise<boolean>;
  /** Told of each request to `/graphql`, and of each download. */
  readonly listener?: (RequestListener & DownloadListener) | undefined;
  readonly tracing?: Tracing | undefined;
}

/** The door: a server that answers clients. */
export interface GatewayServer {
  readonly app: FastifyInstance;
  /** Answers what has begun, takes nothing new, and closes the engine with its transports. */
  stop(): Promise<void>;
}

/** What scripts of other origins may read of an answer beside its body (Fetch, "CORS-exposed response-header name"). */
const EXPOSED_HEADERS = ["x-request-id", "content-disposition", "retry-after", "www-authenticate"];

/** The door: Apollo Server on Fastify, answering at `/graphql`; `/schema.graphql`, `/health`, `/ready` and the public keys beside it. */
export async function createGatewayServer(options: GatewayServerOptions): Promise<GatewayServer> {
  const app: FastifyInstance = Fastify({
    loggerInstance: options.logger,
    bodyLimit: options.maxBodyBytes,
    // Balancers write addresses with ports and in brackets too; Fastify's own list knows none of them.
    trustProxy: options.trustedProxies.length > 0 && isWithin(options.trustedProxies),
    // A request that comes on a kept connection while the server closes is answered: it did not know.
    return503OnClosing: false,
    ...connectionLimits(options.socketTimeoutMs),
    frameworkErrors: answerUnreadableAddress,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: requestIds(),
  });
  const apollo = new ApolloServer<GatewayContext>({
    gateway: asApolloGateway(options.engines, { signal: ({ signal }) => signal }),
    logger: options.logger,
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    formatError: lastFormat,
    // Apollo's default indents for readers; clients parse, and a long list is a third longer indented.
    stringifyResult: stringifyExact,
    parseOptions: { maxTokens: options.maxTokens, maxComments: options.maxTokens },
    documentStore: documentStore(options.documentCache),
    // The process that owns the server decides when it stops.
    stopOnTerminationSignals: false,
    plugins: [
      {
        serverWillStart: () =>
          Promise.resolve({ drainServer: () => closeServer(app, options.stopTimeoutMs) }),
      },
      ...(options.documents === undefined ? [] : [options.documents]),
      readAddressExactly(),
      fillRecords(),
      refuseStaleMutations(),
      statusByMediaType(),
      hintOnlyAt((caller, schema) =>
        options.introspection ? options.viewsOf(schema).introspected(caller) : undefined,
      ),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      options.explorer
        ? linkExplorer(ApolloServerPluginLandingPageLocalDefault({ embed: true }))
        : ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();

  parseBodiesExactly(app);
  answerTransportErrors(app, options.maxBodyBytes);
  if (options.corsOrigins.length > 0)
    await app.register(cors, {
      origin: [...options.corsOrigins],
      methods: ["GET", "POST"],
      exposedHeaders: EXPOSED_HEADERS,
      // The cookie of a session: of no use without a header that only these origins may send.
      credentials: true,
      maxAge: 3_600,
    });
  await compressAnswers(app);
  const refuseRest = refuseOtherMethods(app);
  const { isClosing } = leaveOnClose(app);
  boundConnections(app, options.maxConnections);
  const unsent = new UnsentAnswers(options.maxUnsentBytes, options.socketTimeoutMs);
  app.addHook("onSend", (request, reply, payload, done) => {
    reply.header("x-request-id", request.id);
    // What a viewer sees is theirs alone: no cache on the way may keep it, unless a route says which may.
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
    secureHeaders(reply, options.isProduction);
    keepMutationsPlain(request);
    // Encoded once: for a string Node measures it first, and makes room for its longest encoding when it writes.
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    done(null, Buffer.isBuffer(bytes) ? unsent.admit(bytes, reply) : bytes);
  });
  app.route({
    url: "/graphql",
    method: ["GET", "POST"],
    // Apollo Server answers no HEAD.
    exposeHeadRoute: false,
    onRequest: recordRequests(options.listener, options.tracing),
    preHandler: refuseLongDocuments(options.maxDocumentBytes),
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => {
        const { authorization } = request.headers;
        const { caller, isStale, isRefused } = await answerWhenUnknown(
          options.callers.resolve(authorization, lookupCause(request)),
        );
        if (isRefused) challengeToken(reply);
        return {
          caller,
          callerIsStale: isStale,
          tokenIsRefused: isRefused,
          session: heldSession(request, reply),
          authorization,
          facts: requestFacts(request),
          signal: goneSignal(reply),
          log: request.log,
          record: recordOf(request),
        };
      },
    }),
  });
  app.get("/", (_request, reply) => reply.redirect("/graphql"));
  if (options.introspection)
    answerSchemaText(app, () => options.viewsOf(options.engines.current.apiSchema), options.callers);
  if (options.explorer) answerExplorer(app, options.demo ?? null);
  app.get("/health", () => ({ status: "ok" }));
  app.get("/ready", async (_request, reply) => {
    const isReady = !isClosing() && (await options.isReady());
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? "ready" : "not ready" });
  });
  app.get("/.well-known/jwks.json", () => options.publicKeys());
  if (options.openDownload !== undefined) {
    const onRequest = recordDownloads(options.listener, options.tracing);
    answerDownloads(app, { callers: options.callers, open: options.openDownload, onRequest });
  }
  refuseRest();
  return { app, stop: () => apollo.stop() };
}
