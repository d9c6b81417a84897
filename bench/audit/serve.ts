import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { execute, parse } from "graphql";
import { WORLD, type Dialect } from "./catalogue";
import { openSubgraph, type Counters } from "./subgraph";

export interface Served {
  urlOf(name: string): string;
  close(): void;
}

/** The catalogue's subgraphs over HTTP, open to everybody, each at a path of its own. */
export async function serveOpenSubgraphs(dialect: Dialect, port = 0): Promise<Served> {
  const counters: Counters = new Map();
  const schemas = new Map(
    Object.keys(WORLD.subgraphs).map((name) => [`/${name}`, openSubgraph(name, dialect, counters)]),
  );
  const answer = async (path: string, body: string): Promise<string> => {
    const schema = schemas.get(path);
    if (schema === undefined) throw new Error(`There is no subgraph at ${path}`);
    const { query, variables, operationName } = JSON.parse(body) as {
      readonly query: string;
      readonly variables?: Record<string, unknown>;
      readonly operationName?: string;
    };
    const document = parse(query);
    return JSON.stringify(await execute({ schema, document, variableValues: variables, operationName }));
  };
  const server = createServer((request, response) => {
    text(request)
      .then((body) => answer(request.url ?? "", body))
      .then(
        (json) => response.setHeader("content-type", "application/json").end(json),
        (error: unknown) => response.writeHead(400).end(String(error)),
      );
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  const { port: taken } = server.address() as AddressInfo;
  return {
    urlOf: (name) => `http://127.0.0.1:${taken}/${name}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
