import { request as send, type Agent } from "node:http";
import { text } from "node:stream/consumers";
import { OPERATIONS } from "../gateway/world/operations";

export interface Outcomes {
  full: number;
  partial: number;
  /** Given up by the client before the answer. */
  cancelled: number;
  /** Neither: no answer, or one without data. */
  failed: number;
}

/** One request of so many is given up by its client. */
const REQUESTS_PER_CANCELLATION = 20;
/** Texts of operations that differ, so that plans are made and cached. */
const TEXTS = 200;

/** Request number `number`: other variables, caller and text than its neighbours. */
export async function askOnce(
  url: string,
  agent: Agent,
  tokens: readonly string[],
  number: number,
  outcomes: Outcomes,
): Promise<void> {
  const operation = OPERATIONS[number % OPERATIONS.length];
  if (operation === undefined) return;
  const query = operation.query.replace("legalName", `name${number % TEXTS}: legalName`);
  const body = JSON.stringify({ query, variables: operation.variables(number) });
  const isCancelled = number % REQUESTS_PER_CANCELLATION === 0;
  try {
    const answer = await exchange(url, agent, tokens[number % tokens.length] ?? "", body, isCancelled);
    const { data, errors } = JSON.parse(answer) as { data?: object | null; errors?: unknown };
    if (data === undefined) outcomes.failed++;
    else if (errors === undefined) outcomes.full++;
    else outcomes.partial++;
  } catch {
    if (isCancelled) outcomes.cancelled++;
    else outcomes.failed++;
  }
}

function exchange(
  url: string,
  agent: Agent,
  token: string,
  body: string,
  isCancelled: boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json",
      "content-length": Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const outgoing = send(url, { agent, method: "POST", headers }, (incoming) => {
      text(incoming).then(resolve, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body, () => {
      if (isCancelled) outgoing.destroy(new Error("given up"));
    });
  });
}
