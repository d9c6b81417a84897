import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { execute, parse, validate, type GraphQLSchema } from "graphql";
import { startAnswering } from "../federation/kit/answering";
import { compose, subgraphSchema, type SubgraphOptions } from "../federation/kit/world";
import { ENDLESS, FATAL, fatalSupergraph, IN_TURN } from "../federation/kit/killers";
import { endAll, freePorts, listening, start, type Started } from "../kit/processes";

jest.setTimeout(180_000);

const BOOKS: Readonly<Record<string, SubgraphOptions>> = {
  books: {
    typeDefs: `type Query { book(id: ID!): Book must: Book! broken: Int! }
      type Book @key(fields: "id") { id: ID! title: String! pages: Int! }`,
    resolvers: {
      Query: {
        book: (_source: unknown, { id }: { id: string }) =>
          id === "1" ? { id, title: "Dune", pages: 600 } : null,
        must: () => null,
        broken: () => {
          throw new Error("Nothing here.");
        },
      },
    },
  },
  stars: {
    typeDefs: `type Book @key(fields: "id") { id: ID! stars(of: Int = 5): String pages: Int! @external
      isLong: Boolean @requires(fields: "pages") }`,
    resolvers: {
      Book: {
        stars: (_source: unknown, { of }: { of: number }) => `4/${of}`,
        isLong: ({ pages }: { pages: number }) => pages > 500,
        __resolveReference: (reference: object) => reference,
      },
    },
  },
};

/** A subgraph server of any kind: GraphQL over HTTP, and nothing of ours. */
async function serveSubgraph(schema: GraphQLSchema) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      const document = parse(query);
      const errors = validate(schema, document);
      const answer =
        errors.length > 0 ? { errors } : execute({ schema, document, variableValues: variables ?? {} });
      void Promise.resolve(answer).then((result) =>
        response.setHeader("content-type", "application/json").end(JSON.stringify(result)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}/graphql`, close };
}

describe("a gateway before somebody else's supergraph", () => {
  const closers: (() => Promise<unknown>)[] = [];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "any-supergraph-"));
  });
  afterAll(async () => {
    await endAll();
    for (const close of closers) await close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Serves the subgraphs over HTTP; answers where, by name. */
  async function serveAll(
    subgraphs: Readonly<Record<string, SubgraphOptions>>,
  ): Promise<Map<string, string>> {
    const urls = new Map<string, string>();
    for (const [name, subgraph] of Object.entries(subgraphs)) {
      const { url, close } = await serveSubgraph(subgraphSchema(subgraph));
      urls.set(name, url);
      closers.push(close);
    }
    return urls;
  }

  async function startOn(name: string, sdl: string, variables: Record<string, string>) {
    const file = join(folder, `${name}.graphql`);
    await writeFile(file, sdl);
    const [port] = (await freePorts(1)) as [number];
    const gateway: Started = await start("gateway/main.js", [], {
      SUPERGRAPH: file,
      PORT: String(port),
      LOG_LEVEL: "fatal",
      ...variables,
    });
    const url = `http://127.0.0.1:${port}`;
    const ask = async (query: string, given?: Record<string, unknown>) => {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { accept: "application/json", "content-type": "application/json" },
        body: JSON.stringify({ query, ...(given === undefined ? {} : { variables: given }) }),
      });
      return (await response.json()) as { data?: unknown; errors?: { message: string; path?: unknown }[] };
    };
    return { gateway, url, ask };
  }

  it("answers it to everybody, as the spec shapes answers, when it is told to", async () => {
    const urls = await serveAll(BOOKS);
    const sdl = compose(BOOKS, (name) => urls.get(name)!);
    const { gateway, url, ask } = await startOn("books", sdl, { OPEN_SUPERGRAPH: "true" });
    await listening(gateway, url);

    expect(await ask('{ book(id: "1") { title isLong stars } nobody: book(id: "2") { title } }')).toEqual({
      data: { book: { title: "Dune", isLong: true, stars: "4/5" }, nobody: null },
    });
    expect(
      await ask(
        "query ($id: ID!, $of: Int = 3) { book(id: $id) { ...B } } fragment B on Book { stars(of: $of) __typename }",
        {
          id: "1",
        },
      ),
    ).toEqual({ data: { book: { stars: "4/3", __typename: "Book" } } });
    expect(await ask("{ must { title } }")).toEqual({
      data: null,
      errors: [expect.objectContaining({ path: ["must"] })],
    });
    expect(await ask('{ book(id: "1") { title } broken }')).toMatchObject({
      data: null,
      errors: [{ path: ["broken"] }],
    });
    const invalid = await ask("{ book { nothing } }");
    expect(invalid).not.toHaveProperty("data");
    expect(invalid.errors?.length).toBeGreaterThan(0);
    expect(await ask("{ __schema { queryType { name } } __typename }")).toEqual({
      data: { __schema: { queryType: { name: "Query" } }, __typename: "Query" },
    });
    expect((await gateway.end("SIGTERM")).code).toBe(0);
  });

  it("hands on numbers that a double would round as they were sent, by POST and by GET", async () => {
    const number = "123456789012345678901";
    const got: string[] = [];
    const { url: subgraph, close } = await startAnswering((body) => {
      got.push(body);
      return {
        headers: { "content-type": "application/json", "content-encoding": "gzip" },
        body: gzipSync(`{"data":{"echo":${number}}}`),
      };
    });
    closers.push(close);
    const sdl = compose({ a: "scalar Long type Query { echo(of: Long): Long }" }, () => subgraph);
    const { gateway, url } = await startOn("numbers", sdl, { OPEN_SUPERGRAPH: "true" });
    await listening(gateway, url);
    const query = "query ($of: Long) { echo(of: $of) }";
    const headers = { accept: "application/json", "content-type": "application/json" };
    const body = `{"query":${JSON.stringify(query)},"variables":{"of":${number}}}`;
    const posted = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    expect((await posted.text()).trim()).toBe(`{"data":{"echo":${number}}}`);
    const address = `${url}/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(`{"of":${number}}`)}`;
    const read = await fetch(address, { headers });
    expect((await read.text()).trim()).toBe(`{"data":{"echo":${number}}}`);
    expect(got.map((one) => one.includes(`"variables":{"of":${number}}`))).toEqual([true, true]);
    expect((await gateway.end("SIGTERM")).code).toBe(0);
  });

  it("does not start on one without access rules unless it is told to", async () => {
    const { gateway } = await startOn("closed", compose(BOOKS), { SEAL_SECRET: "s".repeat(32) });
    expect((await gateway.ended).code).toBe(1);
    expect(gateway.output).toContain("set OPEN_SUPERGRAPH=true");
  });

  it("lives through an operation that its planner does not survive, and answers one that it never comes back from", async () => {
    const urls = await serveAll(IN_TURN);
    const inTurn = await startOn(
      "in-turn",
      compose(IN_TURN, (name) => urls.get(name)!),
      {
        OPEN_SUPERGRAPH: "true",
        PLAN_TIMEOUT_MS: "3000",
      },
    );
    await listening(inTurn.gateway, inTurn.url);
    expect(await inTurn.ask(ENDLESS)).toEqual({
      data: { product: { ship: 0, isDear: true, isWorthIt: true } },
    });

    const fatal = await startOn("fatal", fatalSupergraph(), { OPEN_SUPERGRAPH: "true" });
    await listening(fatal.gateway, fatal.url);
    const killer = await fatal.ask(FATAL);
    expect(killer.errors).toHaveLength(1);
    expect(await fatal.ask("{ __typename }")).toEqual({ data: { __typename: "Query" } });
    expect((await fatal.ask("{ shelf { __typename } }")).data).toEqual({ shelf: null });
    expect((await fatal.gateway.end("SIGTERM")).code).toBe(0);
  });
});
