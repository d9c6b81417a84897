import { asGiven, typename } from "./kit/references";
import { World } from "./kit/world";

const by =
  <T extends object>(list: readonly T[], ...keys: (keyof T)[]) =>
  (reference: T) =>
    list.find((one) => keys.every((key) => one[key] === reference[key])) ?? null;

describe("a type with many keys, of which each subgraph resolves one", () => {
  const parts = [
    { id: "1", serial: "x", place: { hall: "h", row: "r", box: "b" }, name: "Bolt" },
    { id: "2", serial: "y", place: { hall: "h", row: "s", box: "c" }, name: "Nut" },
  ];
  const Query = { crate: () => ({ id: "c", parts }) };
  const tag = ({ name }: { name: string }) => `<${name}>`;
  const Place = "type Place { hall: ID! @shareable row: ID! @shareable box: ID! @shareable }";
  const world = new World({
    subgraphs: {
      names: {
        typeDefs: `${Place}
          type Part @key(fields: "id") @key(fields: "serial", resolvable: false)
            @key(fields: "place { hall row }", resolvable: false) @key(fields: "id place { row box }", resolvable: false)
            { id: ID! serial: ID! place: Place! name: String! }`,
        resolvers: { Part: { __resolveReference: by(parts, "id") } },
      },
      crates: {
        typeDefs: `${Place} type Query { crate: Crate } type Crate @key(fields: "id") { id: ID! parts: [Part!]! }
          type Part @key(fields: "place { hall row }", resolvable: false) @key(fields: "id place { row box }")
            @key(fields: "serial", resolvable: false) @key(fields: "id", resolvable: false)
            { id: ID! serial: ID! place: Place! name: String! @external tag: String! @requires(fields: "name") }`,
        resolvers: {
          Query,
          Part: { tag, __resolveReference: asGiven },
        },
      },
    },
    unfederated: { Query, Part: { tag } },
  });

  it.each(["{ crate { parts { tag } } }", "{ crate { id parts { id name tag serial place { box } } } }"])(
    "answers %s",
    async (query) => {
      await world.expectSame(query);
    },
  );
});

describe("keys with lists of entities, gathered from several subgraphs", () => {
  const genres = [
    { id: "g1", tag: "SF", best: "b1" },
    { id: "g2", tag: "IT", best: "b2" },
  ];
  const books = [
    { id: "b1", isbn: "i1", genreId: "g1", price: 9 },
    { id: "b2", isbn: "i2", genreId: "g2", price: 7 },
  ];
  type Book = (typeof books)[number];
  const genre = ({ genreId }: Book) => genres.find(({ id }) => id === genreId);
  const best = (source: (typeof genres)[number]) => books.find(({ id }) => id === source.best);
  const shelf = { books, first: books[0], chosen: books[1] };
  const Query = { shelf: () => shelf };
  const world = new World({
    subgraphs: {
      books: {
        typeDefs: `type Query { shelf: Shelf! }
          type Shelf @key(fields: "books { id }") { books: [Book!]! }
          type Book @extends @key(fields: "id") { id: ID! @external genre: Genre @shareable }
          type Genre @key(fields: "id") { best: Book! @shareable id: ID! tag: String @shareable }`,
        resolvers: {
          Query,
          Book: { genre, __resolveReference: by(books, "id") },
          Genre: { best, __resolveReference: by(genres, "id") },
          Shelf: { __resolveReference: () => ({ books }) },
        },
      },
      isbns: {
        typeDefs: `type Book @key(fields: "id") @key(fields: "id isbn") { id: ID! isbn: String! }`,
        resolvers: { Book: { __resolveReference: by(books, "id") } },
      },
      lists: {
        typeDefs: `type Shelf @key(fields: "books { id isbn }") { books: [Book!]! first: Book @shareable chosen: Book @shareable }
          type Book @key(fields: "id isbn") { id: ID! isbn: String }`,
        resolvers: {
          Book: { __resolveReference: by(books, "id", "isbn") },
          Shelf: {
            __resolveReference: (key: { books: Book[] }) =>
              key.books.every(({ isbn }) => isbn !== undefined) ? shelf : null,
          },
        },
      },
      prices: {
        typeDefs: `type Shelf @key(fields: "books { id isbn genre { id tag } } chosen { id }")
            { books: [Book!]! first: Book @shareable chosen: Book @shareable }
          type Book @key(fields: "id isbn genre { id tag }") { id: ID! isbn: String price: Int genre: Genre }
          type Genre @key(fields: "id tag") { id: ID! tag: String }`,
        resolvers: {
          Book: { genre, __resolveReference: by(books, "id", "isbn") },
          Genre: { __resolveReference: by(genres, "id", "tag") },
          Shelf: { __resolveReference: () => shelf },
        },
      },
    },
    unfederated: { Query, Book: { genre }, Genre: { best } },
  });

  it.each([
    "{ shelf { books { id price } } }",
    "{ shelf { first { id } chosen { price isbn } } }",
    "{ shelf { books { id isbn price genre { best { id price } id tag } } chosen { id } first { genre { tag } } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("a value type that only the entity above it can be asked for", () => {
  const rooms = [
    { id: "r1", heater: { watts: 900, detail: { maker: "A", year: 2001 } } },
    { id: "r2", heater: null },
    { id: "r3", heater: { watts: 500, detail: null } },
  ];
  const Query = { rooms: () => rooms };
  const reference = { __resolveReference: by(rooms, "id") };
  const world = new World({
    subgraphs: {
      watts: {
        typeDefs: `type Query { rooms: [Room] }
          type Room @key(fields: "id") { id: ID! heater: Heater @shareable }
          type Heater { watts: Int! detail: Detail @shareable } type Detail { maker: String }`,
        resolvers: { Query, Room: reference },
      },
      years: {
        typeDefs: `type Room @key(fields: "id") { id: ID! heater: Heater @shareable }
          type Heater { detail: Detail @shareable } type Detail { year: Int }`,
        resolvers: { Room: reference },
      },
    },
    unfederated: { Query },
  });

  it.each([
    "{ rooms { heater { detail { year } } } }",
    "{ rooms { id heater { watts detail { maker year } } } }",
    "{ rooms { a: heater { watts } b: heater { detail { y: year year: maker } } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("keys that are null on the way", () => {
  const letters = [
    { no: "1", to: { id: "p1" } },
    { no: "2", to: null },
    { no: "3", to: { id: "nobody" } },
  ];
  const people = [{ id: "p1", email: "a@x", name: "Ann" }];
  const Query = { post: () => letters.map((letter) => ({ letter: { no: letter.no } })) };
  const world = new World({
    subgraphs: {
      post: {
        typeDefs: `type Query { post: [Bag!]! } type Bag { letter: Letter! } type Letter @key(fields: "no") { no: ID! }`,
        resolvers: { Query },
      },
      letters: {
        typeDefs: `type Letter @key(fields: "no") { no: ID! to: Person } type Person @key(fields: "id") { id: ID! }`,
        resolvers: { Letter: { __resolveReference: by(letters as { no: string }[], "no") } },
      },
      emails: {
        typeDefs: `type Person @key(fields: "id") @key(fields: "email") { id: ID! email: String }`,
        resolvers: { Person: { __resolveReference: by(people as { id: string }[], "id") } },
      },
      names: {
        typeDefs: `type Person @key(fields: "email") { email: String name: String }`,
        resolvers: { Person: { __resolveReference: by(people as { email: string }[], "email") } },
      },
    },
    unfederated: {
      Query,
      Letter: { to: ({ no }: { no: string }) => letters.find((one) => one.no === no)?.to },
      Person: {
        name: ({ id }: { id: string }) => people.find((one) => one.id === id)?.name,
        email: ({ id }: { id: string }) => people.find((one) => one.id === id)?.email,
      },
    },
  });

  it("leave a null where they lead, and no error", async () => {
    const { data } = await world.expectSame("{ post { letter { no to { id name email } } } }");
    expect(data).toEqual({
      post: [
        { letter: { no: "1", to: { id: "p1", name: "Ann", email: "a@x" } } },
        { letter: { no: "2", to: null } },
        { letter: { no: "3", to: { id: "nobody", name: null, email: null } } },
      ],
    });
  });
});

describe("ids that a subgraph may not be believed", () => {
  const accounts = [{ __typename: "Account", id: "a1", user: "ann" }];
  const chats = [{ __typename: "Chat", id: "c1", text: "hi", account: accounts[0], accountId: "a1" }];
  const all = [...accounts, ...chats];
  const find = ({ id }: { id: string }) => all.find((one) => one.id === id) ?? null;
  const node =
    (own: string) =>
    (_source: unknown, { id }: { id: string }) => {
      const found = find({ id });
      return found === null || found.__typename === own ? found : { ...found, id: "never" };
    };
  const world = new World({
    subgraphs: {
      accounts: {
        typeDefs: `type Query { node(id: ID!): Node @shareable account(id: ID!): Account } interface Node { id: ID! }
          type Account implements Node @key(fields: "id") { id: ID! user: String! }
          type Chat implements Node @key(fields: "id") { id: ID! @external account: Account! }`,
        resolvers: {
          Query: { node: node("Account"), account: (_: unknown, args: { id: string }) => find(args) },
          Node: { __resolveType: typename },
          Account: { __resolveReference: find },
          Chat: { __resolveReference: find },
        },
      },
      chats: {
        typeDefs: `type Query { node(id: ID!): Node @shareable chat(id: ID!): Chat } interface Node { id: ID! }
          type Account implements Node @key(fields: "id") { id: ID! @external chats: [Chat!]! }
          type Chat implements Node @key(fields: "id") { id: ID! text: String! }`,
        resolvers: {
          Query: { node: node("Chat"), chat: (_: unknown, args: { id: string }) => find(args) },
          Node: { __resolveType: typename },
          Account: { chats: () => chats, __resolveReference: find },
          Chat: { __resolveReference: find },
        },
      },
    },
    unfederated: {
      Query: {
        node: (_: unknown, args: { id: string }) => find(args),
        account: (_: unknown, args: { id: string }) => find(args),
        chat: (_: unknown, args: { id: string }) => find(args),
      },
      Node: { __resolveType: typename },
      Account: { chats: () => chats },
    },
  });

  it.each([
    '{ account: node(id: "a1") { __typename } chat: node(id: "c1") { __typename } }',
    '{ account: node(id: "a1") { ... on Account { id user } } chat: node(id: "c1") { ... on Chat { id text } } }',
    '{ account: node(id: "a1") { ... on Chat { id } } chat: node(id: "c1") { ... on Account { id } } }',
    '{ account: node(id: "a1") { __typename ... on Chat { id } } chat: node(id: "c1") { __typename ... on Account { id } } }',
    '{ chat(id: "c1") { id } account(id: "a1") { id } }',
    '{ chat(id: "c1") { id text account { id } } }',
    '{ account(id: "a1") { id user chats { id } } }',
    '{ nobody: account(id: "x") { id chats { id } } }',
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });

  it("refuses what no subgraph can answer for every type, rather than give one that is wrong", async () => {
    const { data, errors } = await world.ask('{ node(id: "a1") { id } }');
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
  });
});
