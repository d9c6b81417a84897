/** Names that plans give to variables of their own (router-query-planner 0.0.38), and what ours are told by. */
const TAKEN = /^(?:representations|_|client_)/;
const PREFIX = "client_";

/** What a client's variable is called in plans and fetches: no plan has one of its own by this name. */
export function plannedVariable(client: string): string {
  return TAKEN.test(client) ? PREFIX + client : client;
}

/** The client's name for what `plannedVariable` answered. */
export function clientVariable(planned: string): string {
  return planned.startsWith(PREFIX) ? planned.slice(PREFIX.length) : planned;
}
