import { typename } from "./kit/references";
import { World } from "./kit/world";

describe("unions whose members differ between subgraphs", () => {
  const book = { __typename: "Book", id: "1", title: "Dune", a: "A Dune", b: "B Dune" };
  const song = { __typename: "Song", id: "2", title: "Help", a: "A Help" };
  const movie = { __typename: "Movie", id: "3", title: "Heat", b: "B Heat" };
  const find = ({ id }: { id: string }) => [book, song, movie].find((one) => one.id === id);
  const viewer = { media: book, aMedia: book, bMedia: movie, book, song };
  const Query = {
    media: () => book,
    aMedia: () => book,
    book: () => book,
    song: () => song,
    viewer: () => viewer,
  };
  const union = { __resolveType: typename };
  const reference = { __resolveReference: find };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `union Media = Book | Song union Seen = Book | Song
          type Query { media: Media @shareable aMedia: Media book: Book @shareable song: Media viewer: Viewer @shareable }
          type Book @key(fields: "id") { id: ID! title: String! @shareable a: String! }
          type Song @key(fields: "id") { id: ID! title: String! a: String! }
          type Viewer { media: Seen @shareable aMedia: Seen book: Book @shareable song: Seen }`,
        resolvers: { Query, Media: union, Seen: union, Book: reference, Song: reference },
      },
      b: {
        typeDefs: `union Media = Book | Movie union Seen = Book | Movie
          type Query { media: Media @shareable book: Book @shareable viewer: Viewer @shareable }
          type Book @key(fields: "id") { id: ID! title: String! @shareable b: String! }
          type Movie @key(fields: "id") { id: ID! title: String! b: String! }
          type Viewer { media: Seen @shareable bMedia: Seen book: Book @shareable }`,
        resolvers: { Query, Media: union, Seen: union, Book: reference, Movie: reference },
      },
    },
    unfederated: { Query, Media: union, Seen: union },
  });

  it.each([
    "{ media { ... on Movie { title } } }",
    "{ media { ... on Book { title a b } ... on Movie { b } ... on Song { a } } }",
    "{ viewer { media { __typename ... on Song { title } ... on Movie { title } ... on Book { title } } song { __typename ... on Song { title } } } }",
    "{ aMedia { ... on Movie { title b } } }",
    "{ aMedia { ... on Book { title a b } } }",
    "{ viewer { aMedia { ... on Movie { title b } } bMedia { ... on Movie { title b } } } }",
    "{ viewer { book { ... on Book { a b } } song { ... on Song { a } ... on Movie { b } } } book { ... on Book { b } } }",
    "{ song { __typename } viewer { song { t: __typename } bMedia { __typename ... on Book { a } } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("a union of value types of which one subgraph knows fewer", () => {
  const alpha = { __typename: "Alpha", id: "a", value: 1 };
  const beta = { __typename: "Beta", id: "b", name: "B" };
  const reply = { text: "hi", actions: [alpha, beta] };
  const Query = { reply: () => reply };
  const world = new World({
    subgraphs: {
      full: {
        typeDefs: `type Query { reply: Reply } type Reply @shareable { text: String actions: [Action!]! } union Action = Alpha | Beta
          type Alpha @shareable { id: ID! value: Int } type Beta { id: ID! name: String }`,
        resolvers: { Query, Action: { __resolveType: typename } },
      },
      part: {
        typeDefs: `type Query { other: Int } type Reply @shareable { text: String actions: [Action!]! } union Action = Alpha
          type Alpha @shareable { id: ID! value: Int }`,
        resolvers: { Action: { __resolveType: typename } },
      },
    },
    unfederated: { Query, Action: { __resolveType: typename } },
  });

  it.each([
    "{ reply { text actions { __typename ... on Alpha { id value } ... on Beta { id name } } } }",
    "{ reply { actions { __typename ... on Beta { name } } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("an interface that an object implements in one subgraph only", () => {
  const oven = { __typename: "Oven", id: "o", warranty: 1 };
  const toaster = { __typename: "Toaster", id: "t", warranty: 3 };
  const Query = {
    products: () => [oven, toaster],
    nodes: () => [toaster],
    toasters: () => [toaster],
    node: (_: unknown, { id }: { id: string }) => [oven, toaster].find((one) => one.id === id),
  };
  const abstract = { __resolveType: typename };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { products: [Product] node(id: ID!): Node nodes: [Node] toasters: [Toaster] }
          union Product = Oven | Toaster interface Node { id: ID! } interface WithWarranty { warranty: Int }
          type Oven @key(fields: "id") { id: ID! }
          type Toaster implements Node & WithWarranty @key(fields: "id") { id: ID! warranty: Int }`,
        resolvers: { Query, Product: abstract, Node: abstract, WithWarranty: abstract },
      },
      b: {
        typeDefs: `interface Node { id: ID! } interface WithWarranty { warranty: Int }
          type Oven implements Node & WithWarranty @key(fields: "id") { id: ID! warranty: Int }`,
        resolvers: { Oven: { __resolveReference: () => oven } },
      },
    },
    unfederated: { Query, Product: abstract, Node: abstract, WithWarranty: abstract },
  });

  it.each([
    "{ products { ... on Node { id } } }",
    "{ products { ... on WithWarranty { warranty } __typename } }",
    "{ products { ... on Node { id ... on WithWarranty { warranty } } ... on Oven { w: warranty } } }",
    "{ nodes { ... on Toaster { warranty } ... on Oven { id } } }",
    "{ nodes { id } }",
    "{ nodes { ... on Node { ... on WithWarranty { warranty } } } }",
    "{ nodes { ... on Node { id ... on Node { id ... on WithWarranty { warranty } } } } }",
    "{ toasters { ...T ...N } } fragment T on Toaster { id } fragment N on Node { id __typename }",
    '{ node(id: "t") { ... on Toaster { warranty } } }',
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });

  it("answers null with an error where that subgraph may not name the type", async () => {
    const { data, errors } = await world.ask('{ node(id: "o") { ... on Oven { warranty } } }');
    expect(data).toEqual({ node: null });
    expect(errors?.map(({ path }) => path)).toEqual([["node"]]);
  });
});

describe("children of different types and nullability under one key", () => {
  const user = { __typename: "User", id: "u", name: "Ann" };
  const admin = { __typename: "Admin", id: "a", name: "Bob" };
  const similar = () => [user, admin];
  const Query = { users: () => [user], accounts: similar };
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { users: [User!]! } type User { id: ID @shareable }`,
        resolvers: { Query: { users: () => [{ id: "u" }] } },
      },
      b: {
        typeDefs: `type Query { accounts: [Account!]! } union Account = User | Admin
          type User @key(fields: "id") { id: ID! name: String similar: [Account!]! }
          type Admin { id: ID name: String similar: [Account!]! }`,
        resolvers: {
          Query: { accounts: similar },
          Account: { __resolveType: typename },
          User: { similar, __resolveReference: () => user },
          Admin: { similar },
        },
      },
    },
    unfederated: { Query, Account: { __resolveType: typename }, User: { similar }, Admin: { similar } },
  });

  const both = (inner: string) => `... on User { ${inner} } ... on Admin { ${inner} }`;
  it.each([
    `{ users { id name } accounts { ${both("id name")} } }`,
    `{ users { id name } accounts { ${both(`id name similar { ${both("id name")} }`)} } }`,
    `{ accounts { ${both(`id similar { ${both(`id similar { ${both("id name")} }`)} }`)} } }`,
    `{ accounts { ... on User { x: name similar { ... on Admin { y: id } } } ... on Admin { x: name similar { ... on User { id } } } } }`,
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("enums and inputs of which clients see what all subgraphs share", () => {
  const users = [
    { id: "1", kind: "PLAIN" },
    { id: "2", kind: "SECRET" },
  ];
  const find = ({ id }: { id: string }) => users.find((one) => one.id === id);
  const filter = (_: unknown, { by }: { by: { first: number; kind?: string } }) =>
    users.slice(0, by.first).filter(({ kind }) => by.kind === undefined || kind === by.kind);
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { users: [User] some(by: By!): [User] } input By { first: Int! = 1 kind: Kind only: String } enum Kind { PLAIN }
          type User @key(fields: "id") { id: ID kind: Kind @shareable }`,
        resolvers: {
          Query: { users: () => users.map(({ id }) => ({ id, kind: "PLAIN" })), some: filter },
          User: { __resolveReference: () => ({ kind: "PLAIN" }) },
        },
      },
      b: {
        typeDefs: `type Query { usersB: [User!] byKind(kind: Kind): [User!] others(by: By): Int } input By { first: Int! = 1 kind: Kind }
          enum Kind { PLAIN SECRET @inaccessible } type User @key(fields: "id") { id: ID kind: Kind @shareable }`,
        resolvers: {
          Query: {
            usersB: () => users,
            byKind: (_: unknown, { kind }: { kind: string }) => users.filter((one) => one.kind === kind),
            others: (_: unknown, { by }: { by?: { first: number } }) => by?.first ?? null,
          },
          User: { __resolveReference: find },
        },
      },
    },
    unfederated: {},
  });

  it.each([
    ["{ usersB { id } }", { usersB: [{ id: "1" }, { id: "2" }] }],
    ["{ byKind(kind: PLAIN) { id kind } }", { byKind: [{ id: "1", kind: "PLAIN" }] }],
    ["{ some(by: {}) { id } }", { some: [{ id: "1" }] }],
    ["{ some(by: { first: 2, kind: PLAIN }) { id } }", { some: [{ id: "1" }] }],
    ["{ others(by: {}) a: others(by: { first: 5 }) b: others }", { others: 1, a: 5, b: null }],
    [
      "query ($by: By! = { first: 2 }) { some(by: $by) { id } others(by: $by) }",
      { some: [{ id: "1" }, { id: "2" }], others: 2 },
    ],
  ])("answers %s", async (query, data) => {
    expect(await world.ask(query)).toEqual({ data });
  });

  it("answers a value that clients do not see with null and an error", async () => {
    const { data, errors } = await world.ask("{ usersB { id kind } }");
    expect(data).toEqual({
      usersB: [
        { id: "1", kind: "PLAIN" },
        { id: "2", kind: null },
      ],
    });
    expect(errors?.map(({ path }) => path)).toEqual([["usersB", 1, "kind"]]);
  });

  it.each(["{ byKind(kind: SECRET) { id } }", '{ some(by: { only: "x" }) { id } }'])(
    "refuses %s",
    async (query) => {
      await expect(world.ask(query)).rejects.toThrow(/SECRET|only/);
    },
  );
});

// Found by random-schemas.test.ts.
describe("a field that can be null on one type and not on another, fetched for both at once", () => {
  const things = [
    { __typename: "Cup", id: "1", name: null, maker: { name: "A" } },
    { __typename: "Pot", id: "2", name: "Pot", maker: { name: null } },
  ];
  const Query = { things: () => things };
  const abstract = { __resolveType: typename };
  const find = ({ id }: { id: string }) => things.find((one) => one.id === id);
  const broken = {
    broken: () => {
      throw new Error("It is broken.");
    },
  };
  const world = new World({
    subgraphs: {
      ids: {
        typeDefs: `type Query { things: [Thing]! } union Thing = Cup | Pot
          type Cup @key(fields: "id") { id: ID! } type Pot @key(fields: "id") { id: ID! }`,
        resolvers: { Query, Thing: abstract },
      },
      names: {
        typeDefs: `interface Named { name: String broken: String } type Firm { name: String! } type Person { name: String }
          type Cup implements Named @key(fields: "id") { id: ID! name: String maker: Firm broken: String }
          type Pot implements Named @key(fields: "id") { id: ID! name: String! maker: Person broken: String! }`,
        resolvers: {
          Cup: { ...broken, __resolveReference: find },
          Pot: { ...broken, __resolveReference: find },
        },
      },
    },
    unfederated: { Query, Thing: abstract, Named: abstract, Cup: broken, Pot: broken },
  });

  it.each([
    "{ things { ... on Named { name } } }",
    "{ things { ... on Named { __typename n: name name: __typename } } }",
    "{ things { ... on Cup { maker { name } } } a: things { ... on Pot { maker { name } name } } }",
    "{ things { ... on Named { name broken } } }",
    "{ things { ... on Cup { id ... on Named { b: broken } } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});
