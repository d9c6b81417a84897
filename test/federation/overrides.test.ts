import { asGiven, typename } from "./kit/references";
import { World } from "./kit/world";

const NEVER = () => {
  throw new Error("This field was overridden.");
};

describe("@override of a field that an interface declares too", () => {
  const images = [
    { __typename: "Image", id: "1", at: "mon" },
    { __typename: "Image", id: "2", at: "tue" },
  ];
  const find = ({ id }: { id: string }) => images.find((one) => one.id === id);
  const Query = { feed: () => images, other: () => images };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { feed: [Post] } interface Post { id: ID! at: String! }
          type Image implements Post @key(fields: "id") { id: ID! at: String! }`,
        resolvers: {
          Query: { feed: Query.feed },
          Post: { __resolveType: typename },
          Image: { at: NEVER, __resolveReference: find },
        },
      },
      b: {
        typeDefs: `type Query { other: [Dated] } interface Post { id: ID! at: String! } interface Dated { id: ID! at: String! }
          type Text implements Post @key(fields: "id") { id: ID! at: String! body: String! }
          type Image implements Dated @key(fields: "id") { id: ID! at: String! @override(from: "a") }`,
        resolvers: {
          Query: { other: Query.other },
          Dated: { __resolveType: typename },
          Image: { __resolveReference: find },
        },
      },
    },
    unfederated: { Query, Post: { __resolveType: typename }, Dated: { __resolveType: typename } },
  });

  it.each([
    "{ feed { id at } }",
    "{ feed { ... on Text { id body } } }",
    "{ other { at } }",
    "{ other { at id ... on Image { at id } } }",
    "{ feed { at ... on Image { at } } other { x: at } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("@override of a required field, and of one whose subgraph is gone", () => {
  const users = [
    { id: "1", name: "Ann", born: 1990 },
    { id: "2", name: "Bob", born: 2001 },
  ];
  const find = ({ id }: { id: string }) => users.find((one) => one.id === id);
  const Query = { one: () => users[0], all: () => users, last: () => users[1] };
  const greeting = ({ name }: { name: string }) => `Hi ${name}`;
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { one: User } type User @key(fields: "id") { id: ID! name: String! born: Int }`,
        resolvers: { Query: { one: Query.one }, User: { name: NEVER, __resolveReference: find } },
      },
      b: {
        typeDefs: `type Query { all: [User!]! } type User @key(fields: "id") {
          id: ID! name: String! @override(from: "a") age: Int @requires(fields: "born") born: Int @external
          nick: String @override(from: "gone") }`,
        resolvers: {
          Query: { all: Query.all },
          User: {
            age: ({ born }: { born: number }) => 2026 - born,
            nick: ({ id }: { id: string }) => `nick${id}`,
            __resolveReference: (reference: { id: string; born?: number }) => ({
              ...find(reference),
              born: undefined,
              ...reference,
            }),
          },
        },
      },
      c: {
        typeDefs: `type Query { last: User } type User @key(fields: "id") {
          id: ID! name: String! @external greeting: String @requires(fields: "name") }`,
        resolvers: {
          Query: { last: () => ({ id: "2" }) },
          User: { greeting, __resolveReference: asGiven },
        },
      },
    },
    unfederated: {
      Query,
      User: {
        greeting,
        age: ({ born }: { born: number }) => 2026 - born,
        nick: ({ id }: { id: string }) => `nick${id}`,
      },
    },
  });

  it.each([
    "{ one { name age } }",
    "{ one { greeting } all { greeting age } last { greeting age nick } }",
    "{ one { nick id } last { name } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("progressive @override", () => {
  const Query = { book: () => ({ id: "1" }) };
  const price = (from: string) => () => from;
  const make = (label: string, labels: readonly string[]) =>
    new World({
      subgraphs: {
        old: {
          typeDefs: `type Query { book: Book } type Book @key(fields: "id") { id: ID! price: String }`,
          resolvers: { Query, Book: { price: price("old") } },
        },
        new: {
          typeDefs: `type Book @key(fields: "id") { id: ID! price: String @override(from: "old", label: "${label}") }`,
          resolvers: { Book: { price: price("new") } },
        },
      },
      unfederated: {},
      engine: { overrideLabels: () => new Set(labels) },
    });

  it.each([
    ["percent(100)", [], "new"],
    ["percent(0)", [], "old"],
    ["moved", ["moved"], "new"],
    ["moved", ["other"], "old"],
  ] as const)("%s with %j asks the %s subgraph", async (label, labels, expected) => {
    expect(await make(label, labels).ask("{ book { price } }")).toEqual({
      data: { book: { price: expected } },
    });
  });
});
