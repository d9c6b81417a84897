import type { FastifyReply, FastifyRequest } from "fastify";
import { readTraceContext, traceIdOf } from "../../runtime/trace-context";
import type { Tracing } from "../../runtime/tracing";
import { CLIENT_LEFT, recordOf } from "./request-record";

/** A download that is over. */
export interface AnsweredDownload {
  /** HTTP status; 499 when the client left before the end of its file, 500 when the file broke off. */
  readonly status: number;
  /** To the last byte. */
  readonly seconds: number;
}

/** Told of downloads as they end. */
export interface DownloadListener {
  downloadBegan(): void;
  downloadEnded(download: AnsweredDownload): void;
}

const BROKEN_OFF = 500;

/**
 * An `onRequest` hook that follows each download to its last byte: to the listener, in a span, and in the log as requests
 * are. Which file, and of which subgraph, are the client's words and told to none of them.
 */
export function recordDownloads(listener: DownloadListener | undefined, tracing: Tracing | undefined) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    listener?.downloadBegan();
    const record = recordOf(request);
    record.trace = readTraceContext(request.headers);
    const span = tracing?.begin("download", { parent: record.trace, kind: "server" });
    if (span !== undefined) record.trace = span.trace;
    // Not "finish", which does not come when the client leaves first.
    reply.raw.once("close", () => {
      const isBroken = record.codes.length > 0;
      const ended = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_LEFT;
      const status = isBroken ? BROKEN_OFF : ended;
      const seconds = reply.elapsedTime / 1000;
      const isFault = status >= 500;
      listener?.downloadEnded({ status, seconds });
      span?.end({ "http.response.status_code": status }, isFault ? "INTERNAL" : undefined);
      const traceId = traceIdOf(record.trace);
      request.log[isFault ? "warn" : "debug"]({ status, seconds, traceId }, "download");
    });
    done();
  };
}
