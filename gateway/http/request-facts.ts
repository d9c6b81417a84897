import type { FastifyReply, FastifyRequest } from "fastify";
import { Cancellation, type CancelSignal } from "../engine";
import type { RequestFacts } from "../../schema/request-facts";

/** Bounds what a client can write into logs and sessions through its headers, in characters. */
const HEADER_LENGTH = 256;

export function requestFacts(request: FastifyRequest): RequestFacts {
  return {
    requestId: request.id,
    userAgent: header(request.headers["user-agent"]),
    ipAddress: request.ip,
    acceptLanguage: header(request.headers["accept-language"]),
  };
}

function header(value: string | undefined): string | null {
  return value === undefined ? null : value.slice(0, HEADER_LENGTH);
}

/** Fires when the client has gone before its answer was written. */
export function goneSignal(reply: FastifyReply): CancelSignal {
  const gone = new Cancellation();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort(new Error("The client has gone."));
  });
  return gone;
}
