import type { Caller } from "../../schema/access/caller";
import type { FastifyBaseLogger } from "fastify";
import type { CancelSignal } from "../engine";
import type { TraceContext } from "../../runtime/trace-context";
import type { ErrorCause } from "./error-causes";
import type { RequestFacts } from "../../schema/access/request-facts";

/** What becomes known of a request on its way, for the log and the metrics. */
export interface RequestRecord {
  operation: "query" | "mutation" | "subscription" | undefined;
  /** The operation's name, of a document that was parsed: letters, digits and underscores, shortened. */
  operationName: string | undefined;
  /** The id of the trusted document that was executed. */
  documentId: string | undefined;
  /** Why its errors came about. */
  readonly causes: ErrorCause[];
  /** Of the errors that it was answered with. */
  codes: readonly string[];
  /** What goes on to the subgraphs: the sender's trace, or the gateway's own span in it. */
  trace: TraceContext | undefined;
}

/** A session whose refresh token the browser holds in a cookie (decision 0101). */
export interface HeldSession {
  /** Null where no cookie came. */
  readonly refreshToken: string | null;
  /** Gives the browser another refresh token to hold, or takes it away. */
  hold(refreshToken: string | null): void;
}

/** What travels with one client request through the gateway. */
export interface GatewayContext {
  readonly caller: Caller;
  /** Identity is down and the caller is what it said up to 30 s ago: mutations are refused. */
  readonly callerIsStale: boolean;
  /** A token came with the request and is refused: `Query.viewer` says so, and clients refresh their session. */
  readonly tokenIsRefused: boolean;
  /** The session that the client's browser keeps in a cookie; undefined for a client that keeps its own tokens. */
  readonly session: HeldSession | undefined;
  /** The Authorization header as received: a mutation's later root fields resolve their caller anew from it. */
  readonly authorization: string | undefined;
  readonly facts: RequestFacts;
  /** Fires when the client has gone. */
  readonly signal: CancelSignal;
  /** Writes lines that carry the request's id. */
  readonly log: FastifyBaseLogger;
  /** Filled in on the way. */
  readonly record: RequestRecord;
}
