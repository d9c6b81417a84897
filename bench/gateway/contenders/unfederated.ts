import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify from "fastify";
import { execute, parse, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { unfederatedSchema } from "../world/unfederated";
import { announce, assignment, listen } from "./child";

/** The front that our gateway has too, over a plain schema. */
async function apollo(schema: GraphQLSchema): Promise<string> {
  const server = new ApolloServer({ schema, plugins: [ApolloServerPluginCacheControlDisabled()] });
  await server.start();
  const app = Fastify();
  app.route({ url: "/graphql", method: "POST", handler: fastifyApolloHandler(server) });
  await app.listen({ port: 0, host: "127.0.0.1" });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
}

/** The least that answers GraphQL: documents parsed and validated once, no framework. */
function graphqlJs(schema: GraphQLSchema): Promise<string> {
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string) => {
    let document = documents.get(query);
    if (document === undefined) {
      document = parse(query);
      const [error] = validate(schema, document);
      if (error !== undefined) throw error;
      documents.set(query, document);
    }
    return document;
  };
  const answer = async (request: IncomingMessage) => {
    const { query, variables } = JSON.parse(await text(request)) as {
      query: string;
      variables: Record<string, unknown>;
    };
    return JSON.stringify(await execute({ schema, document: documentOf(query), variableValues: variables }));
  };
  return listen(
    createServer((request, response) => {
      answer(request).then(
        (body) => response.setHeader("content-type", "application/json").end(body),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    }),
  );
}

async function main(): Promise<void> {
  const schema = unfederatedSchema();
  announce(await (assignment().form === "apollo" ? apollo(schema) : graphqlJs(schema)));
}

void main();
