import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { compileQuery } from "graphql-jit";
import { announce, listen } from "../../dist/bench/gateway/contenders/child.js";
import { RESOLVERS } from "../../dist/bench/gateway/world/resolvers.js";
import { federation1Sdl, SUBGRAPHS } from "../../dist/bench/gateway/world/schema.js";

// The three subgraphs of every contender over HTTP, each at a path of its own: compiled queries on plain http, so that
// the machine's second core is not what is measured.
const byPath = new Map(
  SUBGRAPHS.map((name) => {
    const schema = buildSubgraphSchema([
      { typeDefs: parse(federation1Sdl(name)), resolvers: RESOLVERS[name] },
    ]);
    return [`/${name}`, { schema, compiled: new Map() }];
  }),
);

async function answer(request) {
  const { schema, compiled } = byPath.get(request.url);
  const { query, variables, operationName } = JSON.parse(await text(request));
  const key = `${operationName}:${query}`;
  if (!compiled.has(key)) compiled.set(key, compileQuery(schema, parse(query), operationName));
  return JSON.stringify(await compiled.get(key).query(undefined, undefined, variables));
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => response.setHeader("content-type", "application/json").end(body),
    (error) => response.writeHead(500).end(String(error)),
  );
});
server.keepAliveTimeout = 60_000;
announce(await listen(server, ""));
