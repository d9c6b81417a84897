import type { FastifyReply, FastifyRequest } from "fastify";
import { readTraceContext } from "../../runtime/trace-context";
import { readClientAddress } from "../../schema/client-address";
import type { RequestFacts } from "../../schema/access/request-facts";
import type { LookupCause } from "../caller/caller-lookup";
import { Cancellation, type CancelSignal } from "../engine";
import { recordOf } from "../observe/request-record";

/** Bounds what a client can write into logs and sessions through its headers, in characters. */
const HEADER_LENGTH = 256;

/** What a request says of its client. Its address is read here and nowhere else, in one form (`readClientAddress`). */
export function requestFacts(request: FastifyRequest): RequestFacts {
  return {
    requestId: request.id,
    userAgent: header(request.headers["user-agent"]),
    ipAddress: readClientAddress(request.ip),
    acceptLanguage: header(request.headers["accept-language"]),
  };
}

/** What joins identity's word on the sender to this request; before a span of ours, the sender's own trace. */
export function lookupCause(request: FastifyRequest): LookupCause {
  return { requestId: request.id, trace: recordOf(request).trace ?? readTraceContext(request.headers) };
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
