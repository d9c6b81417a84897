import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { readTraceContext, traceIdOf } from "../../runtime/trace-context";
import type { Tracing } from "../../runtime/tracing";
import { isPublicCode } from "../../schema/errors";
import { AnsweredError } from "../engine";
import { addCauses } from "../request/error-causes";
import type { GatewayContext, RequestRecord } from "../request/context";

/** A request that is over. */
export interface AnsweredRequest extends Readonly<Omit<RequestRecord, "trace">> {
  /** HTTP status; 499 when the client left before its answer. */
  readonly status: number;
  readonly seconds: number;
  /** Written to the client, headers included. */
  readonly bytes: number;
}

/** Told of requests as they end. */
export interface RequestListener {
  requestBegan(): void;
  requestEnded(request: AnsweredRequest): void;
}

/** The status under which a request is told whose client left first. */
export const CLIENT_LEFT = 499;
/** Codes that are the house's fault and not the client's. */
const FAULTS = new Set(["INTERNAL", "SUBGRAPH_UNAVAILABLE", "TIMEOUT"]);

/** Characters of an operation's name in logs and spans. */
const LONGEST_NAME = 128;

const records = new WeakMap<FastifyRequest, RequestRecord>();

/** A record of which nothing is known yet. */
export function newRecord(): RequestRecord {
  return {
    operation: undefined,
    operationName: undefined,
    documentId: undefined,
    causes: [],
    codes: [],
    trace: undefined,
  };
}

/** The record of a request that `recordRequests` follows. */
export function recordOf(request: FastifyRequest): RequestRecord {
  let record = records.get(request);
  if (record === undefined) records.set(request, (record = newRecord()));
  return record;
}

/**
 * An `onRequest` hook that follows each request to its end. Those that the house failed are told to the log at warning
 * level, all of them at debug level; each line carries the request's id, as the answer's `x-request-id` does.
 */
export function recordRequests(listener: RequestListener | undefined, tracing: Tracing | undefined) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    listener?.requestBegan();
    const record = recordOf(request);
    // A connection that is kept brings several requests.
    const writtenBefore = reply.raw.socket?.bytesWritten ?? 0;
    const { socket } = reply.raw;
    record.trace = readTraceContext(request.headers);
    const span = tracing?.begin("graphql", { parent: record.trace, kind: "server" });
    if (span !== undefined) record.trace = span.trace;
    // Not "finish", which does not come when the client leaves first.
    reply.raw.once("close", () => {
      const { operation, operationName, documentId, codes, causes } = record;
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_LEFT;
      const seconds = reply.elapsedTime / 1000;
      const bytes = Math.max(0, (socket?.bytesWritten ?? writtenBefore) - writtenBefore);
      const fault = codes.find((code) => FAULTS.has(code));
      listener?.requestEnded({ operation, operationName, documentId, codes, causes, status, seconds, bytes });
      span?.end(
        {
          "graphql.operation.type": operation ?? "none",
          ...(operationName !== undefined && { "graphql.operation.name": operationName }),
          ...(documentId !== undefined && { "graphql.document.id": documentId }),
          "http.response.status_code": status,
        },
        fault,
      );
      const traceId = traceIdOf(record.trace);
      const level = fault !== undefined ? "warn" : causes.length > 0 ? "info" : "debug";
      request.log[level](
        {
          operation,
          operationName,
          documentId,
          status,
          codes: [...new Set(codes)],
          ...(causes.length > 0 && { causes }),
          seconds,
          traceId,
        },
        "request",
      );
    });
    done();
  };
}

/** Fills in the records, and tells the log of errors that nobody foresaw, which clients read as INTERNAL. */
export function fillRecords(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue: { log, record } }) {
          for (const error of errors) {
            // Of the planner, and of whatever else refused the whole operation: what the client reads says less.
            if (!(error instanceof AnsweredError) && error.cause !== undefined)
              addCauses(record.causes, [
                {
                  message: error.message,
                  extensions: error.extensions,
                  source: { subgraph: undefined, kind: "failed", cause: error.cause },
                },
              ]);
            if (!isPublicCode(error.extensions["code"]) && error.originalError !== undefined)
              log.error({ err: error.originalError }, "unexpected error");
          }
          return Promise.resolve();
        },
        willSendResponse({ operation, response: { body }, contextValue: { record } }) {
          record.operation = operation?.operation;
          record.operationName = operation?.name?.value.slice(0, LONGEST_NAME);
          if (body.kind !== "single") return Promise.resolve();
          const { errors } = body.singleResult;
          if (errors !== undefined)
            record.codes = errors.map(({ extensions }) => String(extensions?.["code"]));
          return Promise.resolve();
        },
      }),
  };
}
