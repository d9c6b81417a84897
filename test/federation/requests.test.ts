import { getIntrospectionQuery, graphqlSync } from "graphql";
import { createEngine, inProcessTransport } from "../../gateway/engine";
import { log, WORLD, worldWith } from "./kit/small-world";
import { World, type Context } from "./kit/world";

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
      ['Variable "$l" is not valid: Int cannot represent non-integer value', { code: "BAD_USER_INPUT" }],
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

it("refuses a text that is no supergraph", () => {
  const transport = () => inProcessTransport<Context>(() => Promise.resolve({}));
  expect(() => createEngine({ supergraphSdl: "type Query { a: Int }", transport })).toThrow("No supergraph");
});
