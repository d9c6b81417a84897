import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { TraceContext } from "../../runtime/trace-context";
import type { Caller } from "../../schema/access/caller";
import type { Download } from "../../schema/download";
import type { RequestFacts } from "../../schema/access/request-facts";
import type { CancelSignal } from "../engine";
import type { CallerSource } from "../caller/caller-source";
import { recordOf } from "../observe/request-record";
import { refuseToken } from "./refused-token";
import { goneSignal, lookupCause, requestFacts } from "./request-facts";

/** Who asks a subgraph for a file of its own, by the token that the subgraph gave out. */
export interface DownloadRequest {
  readonly subgraph: string;
  readonly token: string;
  readonly caller: Caller;
  readonly facts: RequestFacts;
  /** Goes on to the subgraph. */
  readonly trace: TraceContext | undefined;
  /** Fires when the client has gone. */
  readonly signal: CancelSignal;
}

/** Null where there is no such subgraph, or the token opens nothing to this caller. @throws UnavailableError */
export type OpenDownload = (request: DownloadRequest) => Promise<Download | null>;

/** What downloads are answered with. */
export interface DownloadsOptions {
  readonly callers: CallerSource;
  readonly open: OpenDownload;
  /** Follows each request to its end. */
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;
}

interface DownloadRoute {
  Params: { subgraph: string };
  Querystring: { file?: unknown };
}

/**
 * `GET /download/:subgraph?file=TOKEN`: files that are too long for an answer of GraphQL. The gateway knows nothing of
 * them: it says who asks, as of now, and passes on what the subgraph streams, or that there is nothing.
 */
export function answerDownloads(app: FastifyInstance, { callers, open, onRequest }: DownloadsOptions): void {
  app.get<DownloadRoute>("/download/:subgraph", { onRequest }, async (request, reply) => {
    const { caller, isRefused } = await callers.resolveNow(
      request.headers.authorization,
      lookupCause(request),
    );
    if (isRefused) return await refuseToken(reply);
    if (caller.userId === null) {
      const message = "Send the access token of the viewer who asked for the file";
      reply.header("www-authenticate", "Bearer");
      return await refuse(reply, 401, message, "UNAUTHENTICATED");
    }
    const { file } = request.query;
    const download =
      typeof file === "string" && file !== ""
        ? await open(downloadRequest(request, reply, caller, file))
        : null;
    if (download === null)
      return await refuse(
        reply,
        404,
        "There is no such file, it is not yours, or its time is up",
        "NOT_FOUND",
      );
    const body = Readable.from(download.body, { objectMode: false });
    // After its headers a file can only break off: the record alone can tell that from a client that left.
    body.once("error", () => (recordOf(request).codes = ["INTERNAL"]));
    return await reply
      .header("content-disposition", `attachment; filename="${download.fileName}"`)
      .header("x-content-type-options", "nosniff")
      .type(download.contentType)
      .send(body);
  });
}

function downloadRequest(
  request: FastifyRequest<DownloadRoute>,
  reply: FastifyReply,
  caller: Caller,
  token: string,
): DownloadRequest {
  const { subgraph } = request.params;
  const { trace } = lookupCause(request);
  return { subgraph, token, caller, facts: requestFacts(request), trace, signal: goneSignal(reply) };
}

function refuse(reply: FastifyReply, status: number, message: string, code: string): FastifyReply {
  return reply.status(status).send({ errors: [{ message, extensions: { code } }] });
}
