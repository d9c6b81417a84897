import { typename } from "./kit/references";
import { World, type Resolvers } from "./kit/world";

/** What a graph-blind subgraph says of itself: @interfaceObject resolvers may answer any type name. */
const nameless = (value: object | null) => value && { ...value, __typename: "Never" };

describe("an interface that is one object type elsewhere", () => {
  const accounts = [
    { __typename: "Admin", id: "1", name: "Ann", isMain: true, isActive: true, since: 1 },
    { __typename: "Admin", id: "2", name: "Bob", isMain: false, isActive: true, since: 2 },
    { __typename: "Regular", id: "3", name: "Cid", isMain: false, isActive: true, since: 3 },
  ];
  const find = ({ id }: { id: string }) => accounts.find((one) => one.id === id) ?? null;
  const badge = ({ name, since }: { name: string; since: number }) => `${name}${since}`;
  const Query = {
    accounts: () => accounts,
    mains: () => [accounts[0], accounts[2]],
    best: () => accounts[1],
  };
  const world = new World({
    subgraphs: {
      kinds: {
        typeDefs: `type Query { mains: [Account!]! }
          interface Account @key(fields: "id") { id: ID! since: Int }
          type Admin implements Account @key(fields: "id") { id: ID! since: Int isMain: Boolean! isActive: Boolean! @shareable }
          type Regular implements Account @key(fields: "id") { id: ID! since: Int isMain: Boolean! }`,
        resolvers: {
          Query: { mains: Query.mains },
          Account: { __resolveType: typename, __resolveReference: find },
          Admin: { __resolveReference: find },
          Regular: { __resolveReference: find },
        },
      },
      names: {
        typeDefs: `type Query { accounts: [Account] best: Account }
          type Account @key(fields: "id") @interfaceObject { id: ID! name: String! badge: String! @requires(fields: "since") since: Int @external }`,
        resolvers: {
          Query: { accounts: () => accounts.map(nameless), best: () => nameless(accounts[1]!) },
          Account: {
            badge,
            __resolveReference: (reference: { id: string; since?: number }) =>
              nameless({ ...find(reference), since: undefined, ...reference }),
          },
        },
      },
      activity: {
        typeDefs: `type Account @key(fields: "id") @interfaceObject { id: ID! isActive: Boolean! @shareable }`,
        resolvers: {
          Account: { isActive: () => true, __resolveReference: ({ id }: { id: string }) => nameless({ id }) },
        },
      },
    },
    // federation-composition drops @external on an @interfaceObject, as if every subgraph could answer the field.
    amendSupergraph: (sdl) =>
      sdl.replace(
        /(interface Account [^{]*\{[^}]*since: Int)\n/,
        "$1 @join__field(graph: KINDS) @join__field(graph: NAMES, external: true)\n",
      ),
    unfederated: {
      Query,
      Account: { __resolveType: typename },
      Admin: { badge },
      Regular: { badge },
    },
  });

  it.each([
    "{ accounts { name } }",
    "{ accounts { id isActive } }",
    "{ accounts { name __typename } }",
    "{ accounts { t: __typename name n: name } }",
    "{ accounts { ... on Admin { name } } }",
    "{ accounts { ... on Admin { __typename } } }",
    "{ accounts { ... on Admin { isMain name } ... on Regular { id since } } }",
    "{ accounts { id ... on Admin { isActive } } }",
    "{ accounts { ... on Account { id ... on Regular { isActive name } } } }",
    "{ accounts { since } mains { since name } }",
    "{ mains { id name isActive } }",
    "{ mains { ... on Admin { name isMain } } best { isActive } }",
    "{ best { ...A } mains { ...A } } fragment A on Account { name ... on Regular { isMain isActive } }",
    "{ accounts { badge } mains { badge } }",
    "{ best { badge ... on Admin { badge isMain } } }",
    "{ accounts { name ... on Regular { badge name } } }",
    "{ best { id: name name: id } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("an @interfaceObject reached from a third subgraph, and a type extended in a fourth", () => {
  const video = { __typename: "Video", id: "1", title: "Up", minutes: 96, author: "Pete" };
  const post = { __typename: "Post", id: "2", title: "On", words: 300, author: null };
  const find = ({ id }: { id: string }) => [video, post].find((one) => one.id === id) ?? null;
  const list = { id: "l", name: "Mine", media: [video, post] };
  const Query = { media: () => video, list: () => list, critic: () => ({ id: "c", name: "Cy" }) };
  const media: Resolvers[string] = { __resolveReference: find };
  const world = new World({
    subgraphs: {
      media: {
        typeDefs: `type Query { media: Media } interface Media @key(fields: "id") { id: ID! title: String }
          type Video implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
          type Post implements Media @key(fields: "id") { id: ID! title: String words: Int }`,
        resolvers: {
          Query: { media: Query.media },
          Media: { __resolveType: typename, ...media },
          Video: media,
          Post: media,
        },
      },
      authors: {
        typeDefs: `type Query { critic: Critic } type Critic @key(fields: "id") { id: ID! name: String }
          extend type Video @key(fields: "id") { id: ID! author: String }`,
        resolvers: { Query: { critic: Query.critic }, Video: media },
      },
      lists: {
        typeDefs: `type Query { list: List } type List @key(fields: "id") { id: ID! name: String media: [Media!]! }
          type Media @key(fields: "id") @interfaceObject { id: ID! }`,
        resolvers: {
          Query: { list: () => ({ ...list, media: list.media.map(nameless) }) },
          Media: { __resolveReference: nameless },
        },
      },
    },
    unfederated: { Query, Media: { __resolveType: typename } },
  });

  it.each([
    "{ media { id title ... on Video { minutes author } ... on Post { words } } critic { id name } list { id name media { id ... on Video { minutes } } } }",
    "{ list { media { ... on Video { author } } } }",
    "{ list { media { title ... on Post { words __typename } } } }",
    "{ list { media { id } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("an @interfaceObject that cannot be resolved", () => {
  const bread = { __typename: "Bread", id: "p", name: "Bread" };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { a: Node product: Product! } interface Node @key(fields: "id") { id: ID! }
          type Product @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
        resolvers: {
          Query: { a: () => ({ __typename: "Node", id: "n" }), product: () => nameless(bread) },
          Node: { __resolveType: typename },
        },
      },
      b: {
        typeDefs: `type Query { b: Node }
          type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }
          interface Product @key(fields: "id") { id: ID! }
          type Bread implements Product @key(fields: "id") { id: ID! name: String! }`,
        resolvers: {
          Query: { b: () => ({ id: "n" }) },
          Node: { field: () => "foo" },
          Product: { __resolveType: typename, __resolveReference: () => bread },
          Bread: { __resolveReference: () => bread },
        },
      },
    },
    unfederated: {},
  });

  it.each([
    ["{ b { id field } }", { b: { id: "n", field: "foo" } }],
    ["{ b { id } }", { b: { id: "n" } }],
    ["{ product { id } }", { product: { id: "p" } }],
    ["{ product { ... on Bread { id } } }", { product: { id: "p" } }],
    ["{ product { ... on Bread { name } __typename } }", { product: { name: "Bread", __typename: "Bread" } }],
  ])("answers %s", async (query, data) => {
    expect(await world.ask(query)).toEqual({ data });
  });

  it("answers an interface without any object type with an error, and nothing else", async () => {
    const id = await world.ask("{ a { id } }");
    expect(id.data).toEqual({ a: null });
    expect(id.errors?.map(({ path }) => path)).toEqual([["a"]]);
    const field = await world.ask("{ a { field } }");
    expect(field.data ?? null).toBeNull();
    expect(field.errors).toHaveLength(1);
  });
});
