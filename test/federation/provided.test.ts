import { by, typename } from "./kit/references";
import { World } from "./kit/world";

describe("@provides through nested entities", () => {
  const categories = [
    { id: "c1", name: "Food", subs: [{ id: "c2", name: "Bread", subs: [] }] },
    { id: "c2", name: "Bread", subs: [] },
  ];
  const products = [
    { id: "p1", categories: [categories[0]] },
    { id: "p2", categories: [null, categories[1]] },
  ];
  const Query = { products: () => products };
  const world = new World({
    subgraphs: {
      all: { typeDefs: `type Product @key(fields: "id") { id: ID! }` },
      shop: {
        typeDefs: `type Query { products: [Product] @provides(fields: "categories { id name subs { id name } }") }
          type Product @key(fields: "id") { id: ID! categories: [Category] @external }
          type Category @key(fields: "id") { id: ID! name: String @external subs: [Category] @external }`,
        resolvers: { Query },
      },
      catalogue: {
        typeDefs: `type Product @key(fields: "id") { id: ID! categories: [Category] @shareable }
          type Category @key(fields: "id") { id: ID! name: String @shareable subs: [Category] @shareable }`,
        resolvers: {
          Product: { __resolveReference: by(products) },
          Category: { __resolveReference: by(categories) },
        },
      },
    },
    unfederated: { Query },
  });

  it("asks nobody else for what is provided", async () => {
    world.forget();
    await world.expectSame("{ products { id categories { id name subs { id name } } } }");
    expect(world.requests.map(({ subgraph }) => subgraph)).toEqual(["shop"]);
  });

  it.each([
    "{ products { categories { subs { subs { id name } } } } }",
    "{ products { categories { n: name name: id subs { id: name } } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe.each(["interface", "union"])("@provides on an %s", (kind) => {
  const isUnion = kind === "union";
  const dog = { __typename: "Dog", id: "d", name: "Rex", age: 3 };
  const cat = { __typename: "Cat", id: "c", name: "Tom", age: 9 };
  const book = { __typename: "Book", id: "b", title: "Pets", animals: [dog, cat, null] };
  const Query = { media: () => book };
  const animal = isUnion ? "union Animal = Dog | Cat" : "interface Animal { id: ID! name: String }";
  const parent = isUnion ? "" : " implements Animal";
  const provided = isUnion ? "... on Dog { id name } ... on Cat { id name }" : "id name";
  const Animal = { __resolveType: typename };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { media: Media @shareable } interface Media { id: ID! animals: [Animal] } ${animal}
          type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable title: String }
          type Dog${parent} @key(fields: "id") { id: ID! name: String @shareable age: Int }
          type Cat${parent} @key(fields: "id") { id: ID! name: String @shareable }`,
        resolvers: {
          Query,
          Animal,
          Media: Animal,
          Book: { __resolveReference: () => book },
          Dog: { __resolveReference: () => dog },
          Cat: { __resolveReference: () => cat },
        },
      },
      b: {
        typeDefs: `type Query { media: Media @shareable @provides(fields: "... on Book { animals { ${provided} } }") }
          interface Media { id: ID! animals: [Animal] } ${animal}
          type Book implements Media { id: ID! @shareable animals: [Animal] @external }
          type Dog${parent} { id: ID! @external name: String @external }
          type Cat${parent} { id: ID! @external name: String @external }`,
        resolvers: { Query, Animal, Media: Animal },
      },
      c: {
        typeDefs: `interface Media { id: ID! animals: [Animal] } ${animal}
          type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
          type Dog${parent} { id: ID! @shareable name: String @shareable }
          type Cat${parent} { id: ID! @shareable name: String @shareable age: Int }`,
        resolvers: { Animal, Media: Animal, Book: { __resolveReference: () => book } },
      },
    },
    unfederated: { Query, Animal, Media: Animal },
  });

  it.each(
    [
      "{ media { id animals { ... on Dog { id name } ... on Cat { id name } } } }",
      "{ media { id animals { ... on Dog { name age } ... on Cat { id name age } } } }",
      "{ media { animals { __typename ... on Cat { age } } ... on Book { title } } }",
      ...(isUnion
        ? []
        : ["{ media { id animals { id name } } }", "{ media { animals { name ... on Cat { age } } } }"]),
    ].map((query) => [query]),
  )("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("@provides of two fields of which one is asked for", () => {
  const things = [
    { id: "1", name: "One", text: "first", extra: "x" },
    { id: "2", name: "Two", text: "second", extra: "y" },
  ];
  const Query = { thing: () => things[0], things: () => things };
  const world = new World({
    subgraphs: {
      owner: {
        typeDefs: `type Thing @key(fields: "id") { id: ID! name: String! @shareable text: String! @shareable extra: String! }`,
        resolvers: { Thing: { __resolveReference: by(things) } },
      },
      provider: {
        typeDefs: `type Query { thing: Thing @provides(fields: "name text") things: [Thing!]! @provides(fields: "name text") }
          type Thing @key(fields: "id") { id: ID! name: String! @external text: String! @external }`,
        resolvers: { Query },
      },
    },
    unfederated: { Query },
  });

  it.each([
    ["{ thing { id } }", 1],
    ["{ thing { id shown: name } things { name } }", 1],
    ["{ thing { ... on Thing { name } ...T } } fragment T on Thing { name }", 1],
    ["{ things { id name extra } }", 2],
    ["{ thing { id ... on Thing @skip(if: true) { text } ... { name } ... { extra } } }", 2],
  ])("answers %s in %i requests, and asks for nothing else", async (query, requests) => {
    world.forget();
    await world.expectSame(query);
    expect(world.requests).toHaveLength(requests);
    expect(world.requests.map((request) => request.query).join()).not.toContain("text");
  });
});
