import type { Caller } from "../schema/access/caller";
import type { RequestFacts } from "../schema/request-facts";

/** What travels with one client request through the gateway. */
export interface GatewayContext {
  readonly caller: Caller;
  /** Identity is down and the caller is what it said up to 30 s ago: mutations are refused. */
  readonly callerIsStale: boolean;
  /** The Authorization header as received: a mutation's later root fields resolve their caller anew from it. */
  readonly authorization: string | undefined;
  readonly facts: RequestFacts;
  /** Fires when the client has gone. */
  readonly signal: AbortSignal;
}
