import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../../schema/access/caller";
import type { Download } from "../../schema/download";
import type { RequestFacts } from "../../schema/request-facts";
import type { CancelSignal } from "../engine";
import type { CallerSource } from "../caller/caller-source";
import { goneSignal, requestFacts } from "./request-facts";

/** Who asks a subgraph for a file of its own, by the token that the subgraph gave out. */
export interface DownloadRequest {
  readonly subgraph: string;
  readonly token: string;
  readonly caller: Caller;
  readonly facts: RequestFacts;
  /** Fires when the client has gone. */
  readonly signal: CancelSignal;
}

/** Null where there is no such subgraph, or the token opens nothing to this caller. @throws UnavailableError */
export type OpenDownload = (request: DownloadRequest) => Promise<Download | null>;

interface DownloadRoute {
  Params: { subgraph: string };
  Querystring: { file?: unknown };
}

/**
 * `GET /download/:subgraph?file=TOKEN`: files that are too long for an answer of GraphQL. The gateway knows nothing of
 * them: it says who asks, as of now, and passes on what the subgraph streams, or that there is nothing.
 */
export function answerDownloads(app: FastifyInstance, callers: CallerSource, open: OpenDownload): void {
  app.get<DownloadRoute>("/download/:subgraph", async (request, reply) => {
    const caller = await callers.resolveNow(request.headers.authorization);
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
    return await reply
      .header("content-disposition", `attachment; filename="${download.fileName}"`)
      .header("x-content-type-options", "nosniff")
      .type(download.contentType)
      .send(Readable.from(download.body, { objectMode: false }));
  });
}

function downloadRequest(
  request: FastifyRequest<DownloadRoute>,
  reply: FastifyReply,
  caller: Caller,
  token: string,
): DownloadRequest {
  const { subgraph } = request.params;
  return { subgraph, token, caller, facts: requestFacts(request), signal: goneSignal(reply) };
}

function refuse(reply: FastifyReply, status: number, message: string, code: string): FastifyReply {
  return reply.status(status).send({ errors: [{ message, extensions: { code } }] });
}
