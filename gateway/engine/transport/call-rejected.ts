import { SubgraphUnavailableError } from "../contract/errors";

/** The call was not sent: the subgraph's breaker is open, or as many calls wait for it as may. */
export class CallRejectedError extends SubgraphUnavailableError {
  constructor(message: string) {
    super(message);
    this.name = "CallRejectedError";
  }
}
