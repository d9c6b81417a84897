import { Readable } from "node:stream";
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { leaveOnClose } from "../../../runtime/close-server";
import { parseExact, stringifyExact } from "../../../runtime/exact-json";
import { SealError, type Opened, type Opener } from "../../../schema/access/seal";
import { splitEnvelope } from "../../../schema/access/sealed-body";
import { anonymousCaller } from "../../../schema/access/caller";
import { RequestTime, type DatabaseState } from "../database";
import type { ExecutableSubgraph, SubgraphRequest } from "./executable";

/** What a subgraph's server is made of. */
export interface ServeOptions {
  readonly subgraph: ExecutableSubgraph;
  readonly opener: Opener;
  readonly now: () => number;
  readonly logger: FastifyBaseLogger;
  /** Whether its database answers, and takes writes. */
  readonly state: () => Promise<DatabaseState>;
  /** Told of each request, with its span; see `served-requests.ts`. */
  readonly follow?: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Representations of a thousand lines are some 100 KB; the gateway sends no more than its own limits let through. */
  readonly maxBodyBytes?: number;
}

const MAX_BODY_BYTES = 8 * 1_048_576;

const READINESS: Readonly<Record<DatabaseState, string>> = {
  well: "ready",
  "reads only": "reads only",
  unavailable: "not ready",
};

/**
 * One subgraph over HTTP: `POST /graphql` for the gateway, `POST /internal` for the gateway and other subgraphs,
 * `POST /download` for files,
 * `GET /health` and `GET /ready` for whoever runs it. Without a seal everything is refused, `_service` and `_entities` included.
 */
export function serveSubgraph(options: ServeOptions): FastifyInstance {
  const { subgraph, opener, now } = options;
  const app: FastifyInstance = Fastify({
    loggerInstance: options.logger,
    bodyLimit: options.maxBodyBytes ?? MAX_BODY_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    // A request has to arrive whole in this time; the gateway sends its own at once.
    requestTimeout: 30_000,
    // The gateway keeps its connections open; this side must not close one just as a request sets out on it.
    keepAliveTimeout: 75_000,
    // A request that comes on a kept connection while the server closes is answered: it did not know.
    return503OnClosing: false,
  });
  // The seal is over the bytes as sent, so the body stays text until it is opened.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof SealError) {
      request.log.warn(
        { reason: error.reason, ip: request.ip },
        "refused an unsealed or badly sealed request",
      );
      // No GraphQL error: a gateway with another secret must not tell its clients that they are not signed in.
      return reply.status(401).send({ message: "Requests need a sealed caller" });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.status(status).send(errorBody("Bad request", "BAD_USER_INPUT"));
    request.log.error({ err: error, requestId: request.id }, "unexpected error");
    return reply.status(500).send(errorBody("Internal error", "INTERNAL"));
  });
  const { isClosing } = leaveOnClose(app);
  app.get("/health", () => ({ status: "ok", subgraph: subgraph.name }));
  app.get("/ready", async (_request, reply) => {
    const state = isClosing() ? "unavailable" : await options.state();
    return reply.status(state === "well" ? 200 : 503).send({ status: READINESS[state] });
  });

  const { follow } = options;
  const onRequest = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    follow?.(request, reply);
    done();
  };
  app.post("/graphql", { onRequest }, async (request, reply) => {
    const { payload, opened } = openRequest(request, opener, now());
    const caller = opened.caller ?? anonymousCaller(now());
    const time = timeOf(reply, opened.milliseconds);
    return json(reply, await subgraph.execute(payload as SubgraphRequest, caller, opened.facts, time));
  });
  app.post("/internal", { onRequest }, async (request, reply) => {
    const { payload, opened } = openRequest(request, opener, now());
    const { name, input } = payload as { name: string; input: unknown };
    return json(reply, { result: await subgraph.internal(name, input, opened.caller) });
  });
  app.post("/download", { onRequest }, async (request, reply) => {
    const { payload, opened } = openRequest(request, opener, now());
    const { token } = payload as { token: string };
    const caller = opened.caller ?? anonymousCaller(now());
    const file = await subgraph.download(token, caller, opened.facts);
    if (file === null) return await reply.status(404).send(errorBody("There is no such file", "NOT_FOUND"));
    return await reply
      .header("content-disposition", `attachment; filename="${file.fileName}"`)
      .type(file.contentType)
      .send(Readable.from(file.body, { objectMode: false }));
  });
  return app;
}

/** The time that the asking process gives, and no longer than it keeps its connection. */
function timeOf(reply: FastifyReply, milliseconds: number): RequestTime {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  return new RequestTime(milliseconds, gone.signal);
}

function openRequest(
  request: FastifyRequest,
  opener: Opener,
  now: number,
): { payload: unknown; opened: Opened } {
  const { body, envelope } = splitEnvelope(typeof request.body === "string" ? request.body : "");
  const opened = opener.open(envelope, body, now);
  // The client's request, not this leg of it, is what the logs of all processes have in common.
  request.id = opened.facts.requestId;
  // Parsed only once it is known to be the sealed text of a process that holds the secret.
  return { payload: parseExact(body), opened };
}

function json(reply: FastifyReply, answer: object): FastifyReply {
  return reply.header("content-type", "application/json; charset=utf-8").send(stringifyExact(answer));
}

function errorBody(message: string, code: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
