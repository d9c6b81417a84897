import { Agent, request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import type { Operation } from "./world/operations";

export interface Target {
  readonly url: string;
  readonly agent: Agent;
  /** Requests go round them. */
  readonly tokens: readonly string[];
}

/** A client with so many kept-alive connections. */
export function target(url: string, tokens: readonly string[], connections: number): Target {
  return { url, tokens, agent: new Agent({ keepAlive: true, maxSockets: connections }) };
}

export interface Load {
  /** Seconds from the first request sent to the last answer read. */
  readonly seconds: number;
  /** Milliseconds of each request, shortest first. */
  readonly latencies: readonly number[];
}

/**
 * Sends `count` requests, numbered from `first`, as many at once as the target has connections.
 * @throws Error at the first answer that is not a whole one: an error answered fast must not count as speed.
 */
export async function load(to: Target, operation: Operation, first: number, count: number): Promise<Load> {
  const latencies: number[] = [];
  let next = first;
  const worker = async () => {
    while (next < first + count) {
      const request = next++;
      const begun = performance.now();
      await ask(to, operation, request);
      latencies.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: to.agent.maxSockets }, worker));
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, latencies: latencies.toSorted((one, other) => one - other) };
}

/** The text of one answer. @throws Error when the status is not 200 or the answer holds errors. */
export async function ask(to: Target, operation: Operation, request: number): Promise<string> {
  const body = JSON.stringify({ query: operation.query, variables: operation.variables(request) });
  const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json",
      "content-length": Buffer.byteLength(body),
      authorization: `Bearer ${to.tokens[request % to.tokens.length]}`,
    };
    const outgoing = httpRequest(to.url, { agent: to.agent, method: "POST", headers }, (incoming) => {
      text(incoming).then((read) => resolve({ status: incoming.statusCode, body: read }), reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
  if (answer.status !== 200 || answer.body.includes('"errors":')) {
    throw new Error(
      `${operation.name} request ${request} answered ${answer.status}: ${answer.body.slice(0, 500)}`,
    );
  }
  return answer.body;
}
