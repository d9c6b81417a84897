import { getIntrospectionQuery, graphqlSync, parse } from "graphql";
import { createEngine, inProcessTransport, type EngineOptions } from "../../gateway/engine";
import { OperationPlanner } from "../../gateway/engine/planner/operation-planner";
import type { QueryPlanner } from "../../gateway/engine/planner/query-planner";
import { readSupergraph } from "../../gateway/engine/supergraph/supergraph";
import { compose, World, type Context, type WorldOptions } from "./kit/world";

const log: string[] = [];
const user = { id: "1", name: "Ada", score: 7 };
const args = (_source: unknown, given: Record<string, unknown>) => JSON.stringify(given);
const Query = { user: () => user, args };
const Mutation = {
  a: () => (log.push("a"), user),
  b: () => (log.push("b"), 2),
  c: () => (log.push("c"), null),
};
const A = `
  type Query { user: User args(limit: Int! = 5, filter: Filter = { tags: ["x"] }, at: Instant): String }
  input Filter { tags: [String!] = ["y"] depth: Int = 2 level: Level = LOW }
  enum Level { LOW HIGH }
  scalar Instant
  type User @key(fields: "id") { id: ID! name: String }
  type Mutation { a: User c: Int! }`;
const B = `type User @key(fields: "id") { id: ID! score: Int } type Mutation { b: Int }`;
const WORLD: WorldOptions = {
  subgraphs: {
    a: { typeDefs: A, resolvers: { Query, Mutation } },
    b: { typeDefs: B, resolvers: { Mutation, User: { __resolveReference: () => user } } },
  },
  unfederated: { Query, Mutation },
};

function worldWith(engine: Partial<EngineOptions<Context>>): World {
  return new World({ ...WORLD, engine });
}

describe("mutations", () => {
  const world = new World(WORLD);
  beforeEach(() => {
    log.length = 0;
    world.forget();
  });

  it("run one root field after the other across subgraphs, in the order of the operation", async () => {
    const query =
      "mutation { one: b a { name score } two: b ...F } fragment F on Mutation { three: a { score } }";
    expect((await world.ask(query)).data).toEqual({
      one: 2,
      a: { name: "Ada", score: 7 },
      two: 2,
      three: { score: 7 },
    });
    expect(log).toEqual(["b", "a", "b", "a"]);
    expect(world.requests.map(({ subgraph, operationKind }) => `${subgraph} ${operationKind}`)).toEqual([
      "b mutation",
      "a mutation",
      "b query",
      "b mutation",
      "a mutation",
      "b query",
    ]);
  });

  it("stop at a non-null field that failed: what comes after it does not happen", async () => {
    await world.expectSame("mutation { b c a { id } }");
    expect(log).toEqual(["b", "c", "b", "c"]);
  });

  it("take a fresh context before each root field when they are told to", async () => {
    let turn = 0;
    const fresh = worldWith({
      beforeMutationField: (context) => Promise.resolve({ ...context, turn: ++turn }),
    });
    await fresh.ask("mutation { b a { id } }", {}, { who: "me" });
    expect(fresh.requests.map(({ context }) => context)).toEqual([
      { who: "me", turn: 1 },
      { who: "me", turn: 2 },
    ]);
  });
});

describe("introspection", () => {
  const world = new World(WORLD);

  it("is answered as graphql-js answers it over the client's schema, without asking a subgraph", async () => {
    world.forget();
    const { data } = await world.expectSame(getIntrospectionQuery());
    expect(data).toEqual(
      JSON.parse(
        JSON.stringify(graphqlSync({ schema: world.engine.apiSchema, source: getIntrospectionQuery() }).data),
      ),
    );
    expect(world.requests).toEqual([]);
  });

  it("mixes with data, fragments, variables and type names", async () => {
    await world.expectSame(
      `query ($name: String!, $skip: Boolean!) {
        t: __typename user { name }
        ...F
        ... @skip(if: $skip) { hidden: __type(name: "Int") { name } }
      } fragment F on Query { s: __schema { queryType { name } } one: __type(name: $name) { kind fields { name } } }`,
      { name: "User", skip: true },
    );
  });

  it("shows nothing of the federation's machinery", () => {
    const types = Object.keys(world.engine.apiSchema.getTypeMap()).filter((name) => !name.startsWith("__"));
    expect(types.sort()).toEqual([
      "Boolean",
      "Filter",
      "ID",
      "Instant",
      "Int",
      "Level",
      "Mutation",
      "Query",
      "String",
      "User",
    ]);
    const directives = world.engine.apiSchema.getDirectives().map(({ name }) => name);
    expect(directives.sort()).toEqual(["deprecated", "include", "oneOf", "skip", "specifiedBy"]);
  });
});

describe("variables and arguments", () => {
  const world = new World(WORLD);

  it.each<[string, Context]>([
    ["{ args }", {}],
    ["{ args(limit: 1, filter: {}) }", {}],
    ["query ($l: Int = 9) { args(limit: $l) }", {}],
    ["query ($l: Int) { args(filter: { depth: $l, level: HIGH }) }", {}],
    ["query ($f: Filter) { args(filter: $f) }", { f: { tags: "one" } }],
    ["query ($f: Filter) { args(filter: $f) }", { f: null }],
    ["query ($i: Instant) { args(at: $i) }", { i: { any: ["thing", 1] } }],
  ])("reach the subgraph as they would without federation: %s", async (query, variables) => {
    await world.expectSame(query, variables);
  });

  it("are refused when they do not fit their type, before anything is fetched", async () => {
    world.forget();
    const { data, errors } = await world.ask("query ($l: Int!) { args(limit: $l) }", { l: "many" });
    expect(data).toBeUndefined();
    expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
      [
        'Variable "$l" got invalid value "many"; Int cannot represent non-integer value: "many"',
        { code: "BAD_USER_INPUT" },
      ],
    ]);
    expect(world.requests).toEqual([]);
  });

  it("are fetched for no field that is skipped", async () => {
    world.forget();
    const query = "query ($no: Boolean!) { user { name score @include(if: $no) } args @skip(if: true) }";
    expect((await world.ask(query, { no: false })).data).toEqual({ user: { name: "Ada" } });
    expect(world.requests.map(({ query: text }) => text)).toEqual(["{user{name}}"]);
    expect((await world.ask(query, { no: true })).data).toEqual({ user: { name: "Ada", score: 7 } });
  });
});

describe("limits", () => {
  it.each([
    [
      "depth",
      { depth: 2 },
      "{ user { id } u: user { ...F } } fragment F on User { x: __typename ... { id } }",
      undefined,
    ],
    ["depth", { depth: 1 }, "{ user { id } }", { limit: "depth", allowed: 1, found: 2 }],
    [
      "aliases",
      { aliases: 2 },
      "{ a: user { b: id ...F } } fragment F on User { c: id }",
      { limit: "aliases", allowed: 2, found: 3 },
    ],
    [
      "rootFields",
      { rootFields: 2 },
      "{ args user { id } ...F } fragment F on Query { x: args }",
      { limit: "rootFields", allowed: 2, found: 3 },
    ],
    [
      "directives",
      { directives: 1 },
      "{ args @skip(if: true) @include(if: true) }",
      { limit: "directives", allowed: 1, found: 2 },
    ],
    [
      "fields",
      { fields: 4 },
      "{ user { ...F } b: user { ...F } } fragment F on User { id name }",
      { limit: "fields", allowed: 4, found: 6 },
    ],
    [
      "nesting",
      { nesting: 3 },
      "{ user { ...F } } fragment F on User { ... { id } }",
      { limit: "nesting", allowed: 3, found: 4 },
    ],
  ] as const)("on %s count fragments where they are spread: %j", async (_limit, limits, query, refusal) => {
    const { errors, data } = await worldWith({ limits }).ask(query);
    if (refusal === undefined) expect(errors).toBeUndefined();
    else {
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: "BAD_USER_INPUT", ...refusal }]);
    }
  });

  it("refuse fragments that double thirty times without expanding them", async () => {
    const fragments = Array.from(
      { length: 30 },
      (_value, index) => `fragment F${index} on Query { ...F${index + 1} ... { ...F${index + 1} } }`,
    );
    const { errors } = await new World(WORLD).ask(
      `{ ...F0 } ${fragments.join(" ")} fragment F30 on Query { args }`,
    );
    expect(errors?.[0]?.message).toBe("The operation has 1073741824 root fields; at most 50 are allowed.");
  });

  it("allow the introspection query of the common tools", async () => {
    expect((await new World(WORLD).ask(getIntrospectionQuery())).errors).toBeUndefined();
  });

  it.each([
    ["subscription { user { id } }", "Subscriptions are not supported by this server."],
    ["{ user { ... @defer { name } } }", "@defer is not supported by this server: answers are sent whole."],
    [
      "{ user { id } ...F } fragment F on Query { args @stream }",
      "@stream is not supported by this server: answers are sent whole.",
    ],
    [
      "query A { args } query B { args }",
      "Must provide operation name if query contains multiple operations.",
    ],
    ["fragment F on Query { args }", "Must provide an operation."],
  ])("and the engine's abilities are told plainly: %s", async (query, message) => {
    const { engine } = new World(WORLD);
    const { errors, data } = await engine.execute({ document: parse(query), context: {} });
    expect(data).toBeUndefined();
    expect(errors?.map((error) => [error.message, error.extensions])).toEqual([
      [message, { code: "BAD_USER_INPUT" }],
    ]);
  });
});

describe("planning", () => {
  const supergraph = readSupergraph(compose({ a: A, b: B }));
  const operation = parse("{ user { name } }").definitions[0] as Parameters<OperationPlanner["plan"]>[0];
  const root = supergraph.apiSchema.getQueryType()!;
  const overrides = { labels: new Set<string>(), percentage: 0 };

  it("is given up at its deadline, and the planner is told so", async () => {
    let told: AbortSignal | undefined;
    const stuck: QueryPlanner = {
      percentages: [],
      plan: (_operation, _overrides, signal) => {
        told = signal;
        return new Promise(() => undefined);
      },
    };
    const planner = new OperationPlanner(supergraph, 20, () => stuck);
    await expect(planner.plan(operation, root, overrides)).rejects.toMatchObject({
      message: "The operation could not be planned within 20 ms.",
      extensions: { code: "TIMEOUT" },
    });
    expect(told?.aborted).toBe(true);
  });

  it("stops the planner on an operation that would take it seconds, while the process goes on", async () => {
    const aliases = Array.from({ length: 3_000 }, (_value, index) => `a${index}: user { score }`).join(" ");
    const world = worldWith({
      limits: { aliases: Infinity, rootFields: Infinity, fields: Infinity },
      planTimeoutMs: 100,
    });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const document = parse(`{ ${aliases} }`);
    const { errors, data } = await world.engine.execute({ document, context: {} });
    clearInterval(timer);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toEqual({ code: "TIMEOUT" });
    expect(ticks).toBeGreaterThan(0);
  });

  it("happens once for any number of requests at the same time, and not again after", async () => {
    const world = new World(WORLD);
    const query = "{ user { name score } }";
    const document = parse(query);
    const plan = jest.spyOn(OperationPlanner.prototype, "plan");
    const answers = await Promise.all(
      [document, parse(query), document].map((one) =>
        world.engine.execute({ document: one, source: query, context: {} }),
      ),
    );
    await world.ask(query);
    expect(plan).toHaveBeenCalledTimes(1);
    plan.mockRestore();
    expect(answers.map(({ data }) => data)).toEqual(
      Array.from({ length: 3 }, () => ({ user: { name: "Ada", score: 7 } })),
    );
  });

  it("goes on for the others when the client that began it goes away", async () => {
    const world = new World(WORLD);
    const query = "{ user { score name } }";
    const gone = new AbortController();
    const request = { document: parse(query), source: query, context: {} };
    const [first, second] = [
      world.engine.execute({ ...request, signal: gone.signal }),
      world.engine.execute(request),
    ];
    gone.abort();
    expect((await first).errors?.map(({ path }) => path)).toEqual([["user"]]);
    expect((await second).data).toEqual({ user: { score: 7, name: "Ada" } });
  });

  it("says nothing of the planner's own words when there is no plan", async () => {
    const planner = new OperationPlanner(supergraph, 1_000, () => ({
      percentages: [],
      plan: () => Promise.reject(new Error("subgraph http://10.0.0.1 has no path")),
    }));
    await expect(planner.plan(operation, root, overrides)).rejects.toMatchObject({
      message: "The operation could not be planned.",
      extensions: { code: "INTERNAL" },
    });
  });
});

it("refuses a text that is no supergraph", () => {
  const transport = () => inProcessTransport<Context>(() => Promise.resolve({}));
  expect(() => createEngine({ supergraphSdl: "type Query { a: Int }", transport })).toThrow("No supergraph");
});
