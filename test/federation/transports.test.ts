import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import {
  asApolloGateway,
  httpTransport,
  SubgraphUnavailableError,
  type SubgraphRequest,
} from "../../gateway/engine";
import { World, type Context } from "./kit/world";

type Answer = (
  request: { body: string; headers: IncomingMessage["headers"] },
  response: ServerResponse,
) => void;

/** A server on a free port that answers as told, and the sockets it has seen. */
async function serve(answer: Answer) {
  const sockets = new Set<unknown>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    sockets.add(request.socket);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () =>
      answer({ body: Buffer.concat(chunks).toString(), headers: request.headers }, response),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url, sockets, close };
}

const REQUEST: SubgraphRequest<Context> = {
  subgraph: "a",
  query: "query Q($x: Int) { a(x: $x) }",
  operationName: "Q",
  operationKind: "query",
  variables: { x: 1, text: "è" },
  context: { who: "me" },
};

const json =
  (value: unknown): Answer =>
  (_request, response) =>
    response.end(JSON.stringify(value));

const typed =
  (status: number, headers: Record<string, string>): Answer =>
  (_request, response) =>
    response.writeHead(status, headers).end('{"data":{"a":1}}');

describe("the HTTP transport", () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function transportTo(
    answer: Answer,
    options: Partial<Parameters<typeof httpTransport<Context>>[0]> = {},
  ) {
    const { url, sockets, close } = await serve(answer);
    const transport = httpTransport<Context>({ url, ...options });
    closers.push(async () => transport.close?.(), close);
    return { transport, sockets };
  }

  it("posts the operation as JSON with the caller's headers, sealed last, on one kept connection", async () => {
    const seen: unknown[] = [];
    const { transport, sockets } = await transportTo(
      ({ body, headers }, response) => {
        seen.push([body, headers["content-type"], headers["x-who"], headers["content-length"]]);
        response.end('{"data":{"a":1}}');
      },
      {
        headers: (context) => ({ "x-who": String(context["who"]) }),
        sealBody: (body, subgraph, context) =>
          `${body.slice(0, -1)},"extensions":"${subgraph} ${String(context["who"])}"}`,
      },
    );
    expect(await transport.execute(REQUEST)).toEqual({ data: { a: 1 } });
    // The connection is free again once what its answer set off has been done.
    await new Promise(setImmediate);
    expect(await transport.execute(REQUEST)).toEqual({ data: { a: 1 } });
    const body =
      '{"query":"query Q($x: Int) { a(x: $x) }","operationName":"Q","variables":{"x":1,"text":"è"},"extensions":"a me"}';
    const sent = [body, "application/json", "me", String(Buffer.byteLength(body))];
    expect(seen).toEqual([sent, sent]);
    expect(sockets.size).toBe(1);
  });

  it("reads a GraphQL body whatever its status", async () => {
    const { transport } = await transportTo((_request, response) => {
      response.writeHead(500).end('{"errors":[{"message":"no"}]}');
    });
    expect(await transport.execute(REQUEST)).toEqual({ errors: [{ message: "no" }] });
  });

  it.each<[string, Answer]>([
    ["HTML", (_request, response) => response.end("<html>")],
    ["JSON that is no GraphQL response", json([1])],
    ["JSON that calls itself something else", typed(200, { "content-type": "text/html" })],
    ["a redirect, whatever it holds", typed(307, { location: "http://127.0.0.1:1/graphql" })],
    ["data that is a list", json({ data: [] })],
    ["errors that are no list", json({ data: { a: 1 }, errors: {} })],
    ["more than the limit", json({ data: { a: "x".repeat(2_000) } })],
  ])("takes %s for an unavailable subgraph", async (_case, answer) => {
    const { transport } = await transportTo(answer, { maxResponseBytes: 1_000 });
    const error: unknown = await transport.execute(REQUEST).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SubgraphUnavailableError);
    expect(error).toMatchObject({ code: "SUBGRAPH_UNAVAILABLE", isTransient: false });
  });

  it.each<[string, Answer]>([
    [
      "half a body",
      (_request, response) => (
        response.writeHead(200, { "content-length": 99 }).write("{"),
        response.destroy()
      ),
    ],
    ["a closed connection", (_request, response) => response.destroy()],
    ["502", (_request, response) => response.writeHead(502).end('{"data":{"a":1}}')],
    ["503", (_request, response) => response.writeHead(503).end("busy")],
    ["504", (_request, response) => response.writeHead(504).end("late")],
  ])("says that a query may be sent again after %s", async (_case, answer) => {
    const { transport } = await transportTo(answer);
    await expect(transport.execute(REQUEST)).rejects.toMatchObject({
      code: "SUBGRAPH_UNAVAILABLE",
      isTransient: true,
    });
  });

  it("takes nobody listening for an unavailable subgraph", async () => {
    const { url, close } = await serve(json({}));
    await close();
    const failed = httpTransport<Context>({ url }).execute(REQUEST);
    await expect(failed).rejects.toMatchObject({
      name: "SubgraphUnavailableError",
      code: "SUBGRAPH_UNAVAILABLE",
    });
  });

  it("gives up when it is told to, and lets the connection go", async () => {
    const closed: Promise<unknown>[] = [];
    const { transport } = await transportTo(
      (_request, response) => void closed.push(once(response, "close")),
    );
    const gone = new AbortController();
    const pending = transport.execute({ ...REQUEST, signal: gone.signal });
    gone.abort();
    await expect(pending).rejects.toThrow("The request was cancelled.");
    await Promise.all(closed);
    await expect(transport.execute({ ...REQUEST, signal: gone.signal })).rejects.toThrow(
      "The request was cancelled.",
    );
  });
});

describe("under Apollo Server", () => {
  const user = { id: "1", name: "Ada" };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { user(id: ID!): User } type User { id: ID! name: String! }`,
        resolvers: { Query: { user: () => user } },
      },
    },
    unfederated: {},
  });
  const server = new ApolloServer({ gateway: asApolloGateway(world.engine) });
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it("serves its schema, its answers and its errors", async () => {
    const ask = async (query: string, variables: Record<string, unknown> = {}) => {
      const { body } = await server.executeOperation({ query, variables }, { contextValue: { who: "me" } });
      return JSON.parse(JSON.stringify(body.kind === "single" ? body.singleResult : null)) as unknown;
    };
    expect(await ask("query ($id: ID!) { u: user(id: $id) { name } __typename }", { id: 1 })).toEqual({
      data: { u: { name: "Ada" }, __typename: "Query" },
    });
    expect(world.requests.at(-1)).toMatchObject({ variables: { id: "1" }, context: { who: "me" } });
    expect(await ask('{ __type(name: "User") { fields { name } } }')).toEqual({
      data: { __type: { fields: [{ name: "id" }, { name: "name" }] } },
    });
    expect(await ask("query ($id: ID!) { user(id: $id) { name } }")).toMatchObject({
      errors: [
        {
          message: 'Variable "$id" of required type "ID!" was not provided.',
          extensions: { code: "BAD_USER_INPUT" },
        },
      ],
    });
  });
});
