import { typename } from "./kit/references";
import { World } from "./kit/world";

describe("fields of an interface that only a @provides opens", () => {
  const dog = { __typename: "Dog", id: "d", name: "Rex", age: 3 };
  const cat = { __typename: "Cat", id: "c", name: "Tom", age: 9 };
  const Query = { pet: () => dog, pets: () => [dog, cat] };
  const Pet = { __resolveType: typename };
  const world = new World({
    subgraphs: {
      shop: {
        typeDefs: `type Query { pet: Pet @shareable @provides(fields: "... on Dog { name } ... on Cat { name }") pets: [Pet!] @shareable @provides(fields: "... on Dog { name } ... on Cat { name }") }
          interface Pet { id: ID! name: String }
          type Dog implements Pet @key(fields: "id", resolvable: false) { id: ID! name: String @external }
          type Cat implements Pet @key(fields: "id", resolvable: false) { id: ID! name: String @external }`,
        resolvers: { Query, Pet },
      },
      zoo: {
        typeDefs: `type Query { pet: Pet @shareable pets: [Pet!] @shareable } interface Pet { id: ID! }
          type Dog implements Pet @key(fields: "id", resolvable: false) { id: ID! age: Int @shareable }
          type Cat implements Pet @key(fields: "id", resolvable: false) { id: ID! age: Int @shareable }`,
        resolvers: { Query, Pet },
      },
      owner: {
        typeDefs: `type Dog @key(fields: "id") { id: ID! name: String @shareable }
          type Cat @key(fields: "id") { id: ID! name: String @shareable }`,
        resolvers: {
          Dog: { __resolveReference: () => dog },
          Cat: { __resolveReference: () => cat },
        },
      },
    },
    unfederated: { Query, Pet },
  });
  beforeEach(() => world.forget());

  it.each(["{ pet { name } }", "{ pets { name } }", "{ pets { n: name } }"])(
    "are read on that path alone: %s",
    async (query) => {
      await world.expectSame(query);
      expect(world.requests.map(({ subgraph }) => subgraph)).toEqual(["shop"]);
    },
  );

  it.each([
    "{ pet { __typename name } }",
    "{ pets { ... on Dog { name } } }",
    "{ pet { id name } }",
    "{ pets { __typename ... on Cat { name } } }",
    "{ pets { ... on Cat { age } } }",
    "{ pets { __typename } }",
  ])("are read with whatever else is asked for: %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("fields of an interface for which a @provides is the only path", () => {
  const book = { __typename: "Book", id: "b", title: "Dune" };
  const song = { __typename: "Song", id: "s", title: "Help" };
  const Query = { media: () => book, list: () => [book, song] };
  const Media = { __resolveType: typename };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { media: Media @shareable @provides(fields: "... on Book { title } ... on Song { title }") list: [Media] @shareable @provides(fields: "... on Book { title } ... on Song { title }") }
          interface Media { id: ID! title: String }
          type Book implements Media { id: ID! @shareable title: String @external }
          type Song implements Media { id: ID! @shareable title: String @external }`,
        resolvers: { Query, Media },
      },
      b: {
        typeDefs: `type Query { media: Media @shareable list: [Media] @shareable } interface Media { id: ID! }
          type Book implements Media { id: ID! @shareable } type Song implements Media { id: ID! @shareable }`,
        resolvers: { Query, Media },
      },
      c: {
        typeDefs:
          "type Query { none: Int } type Book { title: String @shareable } type Song { title: String @shareable }",
      },
    },
    unfederated: { Query, Media },
  });

  it.each([
    "{ media { title } }",
    "{ media { id title } }",
    "{ media { __typename title } }",
    "{ list { title ... on Song { id } } }",
    "{ list { ... on Book { title } } }",
    "{ list { ... on Book { title } ... on Song { __typename title id } } }",
  ])("are read: %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("two @provides of one type in one subgraph", () => {
  const users = [
    { id: "1", username: "ada", email: "ada@x", plan: "p" },
    { id: "2", username: "eve", email: "eve@x", plan: "q" },
  ];
  const Query = {
    reviews: () => [
      { id: "r", author: users[0] },
      { id: "s", author: users[1] },
    ],
    questions: () => [{ id: "q", asker: users[1], about: { id: "r", author: users[0] } }],
  };
  const world = new World({
    subgraphs: {
      forum: {
        typeDefs: `type Query { reviews: [Review!] questions: [Question!] }
          type Review @key(fields: "id") { id: ID! author: User @provides(fields: "username") }
          type Question @key(fields: "id") { id: ID! asker: User @provides(fields: "email") about: Review }
          type User @key(fields: "id") { id: ID! username: String @external email: String @external }`,
        resolvers: {
          Query,
          Review: {
            author: ({ author }: { author: (typeof users)[0] }) => ({
              id: author.id,
              username: author.username,
            }),
            __resolveReference: ({ id }: { id: string }) => Query.reviews().find((one) => one.id === id),
          },
          Question: {
            asker: ({ asker }: { asker: (typeof users)[0] }) => ({ id: asker.id, email: asker.email }),
          },
          User: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
        },
      },
      people: {
        typeDefs: `type User @key(fields: "id") { id: ID! username: String @shareable email: String @shareable plan: String }`,
        resolvers: {
          User: { __resolveReference: ({ id }: { id: string }) => users.find((one) => one.id === id) },
        },
      },
    },
    unfederated: { Query },
  });

  it.each([
    "{ reviews { author { email } } }",
    "{ questions { asker { username } } }",
    "{ reviews { author { username email } } questions { asker { username email } } }",
    "{ questions { asker { email } about { author { email username } } } reviews { author { username } } }",
    "{ reviews { author { e: email plan } } questions { asker { id username plan } } }",
  ])("stay apart: %s", async (query) => {
    await world.expectSame(query);
  });

  it("are each used where they stand", async () => {
    world.forget();
    await world.expectSame("{ reviews { author { username } } questions { asker { email } } }");
    expect(world.requests.map(({ subgraph }) => subgraph)).toEqual(["forum"]);
  });
});
