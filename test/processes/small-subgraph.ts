import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { buildSchema, graphql } from "graphql";

/** A request to one field that waits for the test. */
export interface Held {
  readonly asked: Promise<void>;
  release(): void;
}

/** A subgraph of constants in this process, over HTTP and open to everybody, for gateways before it. */
export interface SmallSubgraph {
  readonly url: string;
  /** The headers of every request so far. */
  readonly requests: IncomingHttpHeaders[];
  /** Lets the next request for the field wait. */
  hold(field: string): Held;
  stop(): Promise<void>;
}

export async function startSmallSubgraph(
  sdl: string,
  values: Readonly<Record<string, unknown>>,
): Promise<SmallSubgraph> {
  const schema = buildSchema(sdl);
  const waiting = new Map<string, () => Promise<void>>();
  const requests: IncomingHttpHeaders[] = [];
  const rootValue = Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      async () => {
        const wait = waiting.get(field);
        waiting.delete(field);
        await wait?.();
        return value;
      },
    ]),
  );
  const server = createServer((request, response) => {
    requests.push(request.headers);
    void (async () => {
      const { query, variables } = JSON.parse(await text(request)) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      const result = await graphql({ schema, source: query, variableValues: variables, rootValue });
      response.setHeader("content-type", "application/json").end(JSON.stringify(result));
    })();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    hold(field) {
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const asked = new Promise<void>((resolve) =>
        waiting.set(field, () => {
          resolve();
          return released;
        }),
      );
      return { asked, release };
    },
    stop: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await once(server.close(), "close");
}
