import type { PlanNode } from "@graphql-hive/router-query-planner";
import { parse } from "graphql";
import { createEngine, inProcessTransport } from "../../gateway/engine";
import { by, typename } from "./kit/references";
import { compose, World } from "./kit/world";

describe("a field of an interface that is nullable in one type only", () => {
  const things = [
    { __typename: "A", id: "1", name: "one", peer: { __typename: "B", id: "2", name: null } },
    { __typename: "B", id: "2", name: null, peer: { __typename: "A", id: "1", name: "one" } },
  ];
  const Query = { things: () => things };
  const Named = { __resolveType: typename };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { things: [Named!]! } interface Named { id: ID! }
          type A implements Named @key(fields: "id") { id: ID! } type B implements Named @key(fields: "id") { id: ID! }`,
        resolvers: { Query, Named },
      },
      b: {
        typeDefs: `interface Named { name: String peer: Named }
          type A implements Named @key(fields: "id") { id: ID! name: String! peer: Named }
          type B implements Named @key(fields: "id") { id: ID! name: String peer: Named }`,
        resolvers: { Named, A: { __resolveReference: by(things) }, B: { __resolveReference: by(things) } },
      },
    },
    unfederated: { Query, Named },
  });

  it.each([
    "{ things { name ...F peer { ...F } } } fragment F on Named { name }",
    "{ things { ... on A { name } ... on B { ...F } } } fragment F on Named { own: name }",
    "{ things { ...F ... on B { ...F } peer { ...F } } } fragment F on Named { name }",
    "{ things { ... on A { ...F peer { ...F } } ... on B { ...F peer { ...F name } } } } fragment F on Named { name peer { name } }",
    "{ things { ... on A { n: name peer { ...F ... on A { a: name } ... on B { b: name } } } ... on B { m: name peer { ...F } } } } fragment F on Named { name }",
  ])("is told apart however often its fragment is spread: %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("a representation for which a plan names two keys", () => {
  const items = [
    { __typename: "Item", id: "1", code: undefined },
    { __typename: "Item", id: "2", code: null },
    { __typename: "Item", id: "3", code: "c3" },
  ];
  const fetch = (serviceName: string, operation: string) => ({
    kind: "Fetch" as const,
    serviceName,
    operation,
  });
  const field = (name: string) => ({ kind: "Field" as const, name });
  const planned: PlanNode = {
    kind: "Sequence",
    nodes: [
      fetch("shop", "{items{__typename id code}}"),
      {
        kind: "Flatten",
        path: [{ Field: "items" }, "@"],
        node: {
          ...fetch(
            "store",
            "query($representations:[_Any!]!){_entities(representations: $representations){... on Item{weight}}}",
          ),
          requires: [
            {
              kind: "InlineFragment",
              typeCondition: "Item",
              selections: [field("__typename"), field("id"), field("code")],
            },
          ],
        },
      },
    ],
  };
  const subgraphs = {
    shop: `type Query { items: [Item!] } type Item @key(fields: "id") @key(fields: "code") { id: ID! code: ID }`,
    store: `type Item @key(fields: "id") @key(fields: "code") { id: ID! code: ID weight: Int }`,
  };

  it("is sent with the one that is there", async () => {
    const sent: unknown[] = [];
    const engine = createEngine<object>({
      supergraphSdl: compose(subgraphs),
      createPlanner: () => ({
        percentages: [],
        plan: () => Promise.resolve({ kind: "QueryPlan", node: planned }),
      }),
      transport: ({ name }) =>
        inProcessTransport(({ variables }) => {
          if (name === "shop") return Promise.resolve({ data: { items: structuredClone(items) } });
          sent.push(...(variables?.["representations"] as unknown[]));
          return Promise.resolve({ data: { _entities: [{ weight: 1 }, { weight: 2 }, { weight: 3 }] } });
        }),
    });
    const answer = await engine.execute({ document: parse("{ items { weight } }"), context: {} });
    expect(answer).toEqual({ data: { items: [{ weight: 1 }, { weight: 2 }, { weight: 3 }] } });
    expect(sent).toEqual([
      { __typename: "Item", id: "1" },
      { __typename: "Item", id: "2", code: null },
      { __typename: "Item", id: "3", code: "c3" },
    ]);
  });
});

describe("__typename in keys and field sets", () => {
  const config = {
    __typename: "Config",
    theme: "dark",
    level: 3,
    owner: { __typename: "Owner", id: "o", label: "O" },
  };
  const Query = { config: () => config, configs: () => [config, config], owned: () => config };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { config: Config configs: [Config!] owned: Config @provides(fields: "owner { label }") }
          type Config @key(fields: "__typename") { theme: String owner: Owner @shareable }
          type Owner @key(fields: "__typename id") { id: ID! label: String @external }`,
        resolvers: { Query, Config: { __resolveReference: () => config } },
      },
      b: {
        typeDefs: `type Config @key(fields: "__typename") { level: Int owner: Owner @shareable }
          type Owner @key(fields: "__typename id") { id: ID! label: String @shareable }`,
        resolvers: {
          Config: { __resolveReference: () => config },
          Owner: { __resolveReference: () => config.owner },
        },
      },
    },
    unfederated: { Query },
    amendSupergraph: (sdl) => sdl.replace('"owner { label }"', '"owner { __typename label }"'),
  });
  it.each([
    "{ config { level } }",
    "{ configs { theme level } }",
    "{ configs { level owner { label } } config { theme } }",
    "{ owned { owner { label id } level } }",
  ])("are answered: %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("variables of a client's", () => {
  const users = [{ id: "1", name: "Ada", scores: (args: { from: number }) => [args.from, 2] }];
  const Query = { user: (_source: unknown, { id }: { id: string }) => by(users)({ id }) };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { user(id: ID!): User } type User @key(fields: "id") { id: ID! }`,
        resolvers: { Query },
      },
      b: {
        typeDefs: `type User @key(fields: "id") { id: ID! name: String scores(from: Int!): [Int] }`,
        resolvers: { User: { __resolveReference: by(users) } },
      },
    },
    unfederated: { Query },
  });
  it.each([
    "representations",
    "__batch_reps_0",
    "_e0",
    "client_x",
    "client_representations",
    "__proto__x",
    "constructor",
  ])("may be called $%s", async (name) => {
    await world.expectSame(
      `query ($${name}: Int!, $id: ID!) { user(id: $id) { name scores(from: $${name}) } }`,
      { [name]: 5, id: "1" },
    );
  });
  it("may each be called what another is renamed to", async () => {
    await world.expectSame(
      "query ($representations: Int!, $client_representations: ID!) { user(id: $client_representations) { scores(from: $representations) } }",
      { representations: 5, client_representations: "1" },
    );
  });
});

describe("one response key with other arguments on each of many types", () => {
  const names = Array.from({ length: 50 }, (_value, index) => `T${index}`);
  const list = names.map((name) => ({ __typename: name, id: name }));
  const Query = { list: () => list };
  const Any = { __resolveType: typename };
  const size = ({ id }: { id: string }, { unit }: { unit: number }) => unit * Number(id.slice(1));
  const sized = Object.fromEntries(names.map((name) => [name, { size, __resolveReference: by(list) }]));
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { list: [Any!] } union Any = ${names.join(" | ")}
          ${names.map((name) => `type ${name} @key(fields: "id") { id: ID! }`).join("\n")}`,
        resolvers: { Query, Any },
      },
      b: {
        typeDefs: names
          .map((name) => `type ${name} @key(fields: "id") { id: ID! size(unit: Int!): Int }`)
          .join("\n"),
        resolvers: sized,
      },
    },
    unfederated: { Query, Any, ...sized },
  });
  it("is planned as it stands", async () => {
    const query = `{ list { ${names.map((name, index) => `... on ${name} { size(unit: ${index}) }`).join(" ")} } }`;
    await world.expectSame(query);
    expect(world.requests.length).toBeLessThan(4);
  });
});
