import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchemaModule } from "@apollo/subgraph/dist/schema-helper";
import { execute, parse, type DocumentNode, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { RESOLVERS } from "../gateway/world/resolvers";
import { SUBGRAPHS, subgraphSdl, type SubgraphName } from "../gateway/world/schema";
import { listen } from "../gateway/contenders/child";

/** Of so many calls one meets each fault, one after the other. */
const CALLS_PER_FAULT = 100;

const FAULTS: readonly ((reply: ServerResponse) => void)[] = [
  (reply) => void reply.destroy(),
  (reply) => void reply.writeHead(503).end(),
  (reply) => void reply.setHeader("content-type", "application/json").end('{"data":'),
  (reply) => void reply.writeHead(200, { "content-length": 100 }).write("{"),
  // Never answered.
  () => undefined,
];

export interface FaultySubgraphs {
  urlOf(name: SubgraphName): string;
  stop(): Promise<void>;
}

/** The three subgraphs of the bench's world on one port, which now and then fail in every way that a process can. */
export async function startFaultySubgraphs(): Promise<FaultySubgraphs> {
  const schemas = new Map<string, GraphQLSchema>(
    SUBGRAPHS.map((name) => {
      const resolvers = RESOLVERS[name] as NonNullable<GraphQLSchemaModule["resolvers"]>;
      return [`/${name}`, buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(name)), resolvers }])];
    }),
  );
  const documents = new LRUCache<string, DocumentNode>({ max: 1_000 });
  let calls = 0;

  const answer = async (path: string, body: string): Promise<string> => {
    const schema = schemas.get(path);
    if (schema === undefined) throw new Error(`There is no subgraph at ${path}`);
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    return JSON.stringify(await execute({ schema, document, variableValues: variables ?? {} }));
  };

  const server = createServer((request, reply) => {
    const call = calls++;
    const fault = call % CALLS_PER_FAULT === 0 ? FAULTS[(call / CALLS_PER_FAULT) % FAULTS.length] : undefined;
    text(request)
      .then(async (body) => {
        if (fault !== undefined) return fault(reply);
        const answered = await answer(request.url ?? "", body);
        return void reply.setHeader("content-type", "application/json").end(answered);
      })
      .catch(() => reply.destroy());
  });
  const url = await listen(server, "");
  return {
    urlOf: (name) => `${url}/${name}`,
    async stop() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
