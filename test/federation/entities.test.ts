import { World } from "./kit/world";

describe("keys", () => {
  const people = [
    { id: "1", email: "a@x", org: { id: "o1", country: "IT" }, name: "Ada", seat: 1, phone: "11", bonus: 5 },
    {
      id: "2",
      email: "b@x",
      org: { id: "o2", country: "IT" },
      name: "Bob",
      seat: 2,
      phone: "22",
      bonus: null,
    },
    { id: "3", email: null, org: null, name: "Eve", seat: null, phone: null, bonus: null },
  ];
  const Query = { people: () => people };
  const world = new World({
    subgraphs: {
      people: {
        typeDefs: `type Query { people: [Person!]! }
          type Org @shareable { id: ID! country: String! }
          type Person @key(fields: "id") @key(fields: "email") @key(fields: "org { id country } id") {
            id: ID! email: String org: Org name: String }`,
        resolvers: { Query },
      },
      seats: {
        typeDefs: `type Org @shareable { id: ID! country: String! }
          type Person @key(fields: "org { id country } id") { id: ID! org: Org seat: Int }`,
        resolvers: {
          Person: {
            __resolveReference: (ref: { id: string; org: { id: string; country: string } }) =>
              people.find((one) => one.id === ref.id && one.org?.id === ref.org?.id),
          },
        },
      },
      phones: {
        typeDefs: `type Person @key(fields: "email") { email: String phone: String }`,
        resolvers: {
          Person: {
            __resolveReference: ({ email }: { email: string }) => people.find((one) => one.email === email),
          },
        },
      },
      bonuses: {
        typeDefs: `type Person @key(fields: "id") { id: ID! bonus: Int }`,
        resolvers: {
          Person: { __resolveReference: ({ id }: { id: string }) => people.find((one) => one.id === id) },
        },
      },
    },
    unfederated: { Query },
  });

  it("reaches each subgraph by its own single, nested or composite key", async () => {
    const { data } = await world.expectSame("{ people { name seat phone bonus } }");
    expect(data).toEqual({
      people: [
        { name: "Ada", seat: 1, phone: "11", bonus: 5 },
        { name: "Bob", seat: 2, phone: "22", bonus: null },
        { name: "Eve", seat: null, phone: null, bonus: null },
      ],
    });
  });

  it("asks nobody for an entity whose key is null", async () => {
    world.forget();
    await world.expectSame("{ people { phone } }");
    expect(
      world.requests.map(({ subgraph, variables }) => [subgraph, variables?.["representations"]]),
    ).toEqual([
      ["people", undefined],
      [
        "phones",
        [
          { __typename: "Person", email: "a@x" },
          { __typename: "Person", email: "b@x" },
        ],
      ],
    ]);
  });
});

describe("representations", () => {
  const author = { id: "a", name: "Ann" };
  const books = [{ author }, { author }, { author: { id: "missing" } }, { author: null }, { author }];
  const Query = { books: () => books };
  const world = new World({
    subgraphs: {
      books: {
        typeDefs: `type Query { books: [Book!]! } type Book { author: Author } type Author @key(fields: "id") { id: ID! }`,
        resolvers: { Query },
      },
      authors: {
        typeDefs: `type Author @key(fields: "id") { id: ID! name: String }`,
        resolvers: {
          Author: { __resolveReference: ({ id }: { id: string }) => (id === "a" ? author : null) },
        },
      },
    },
    unfederated: { Query },
  });

  it("sends one representation for an entity however often it stands in the answer", async () => {
    world.forget();
    const { data } = await world.expectSame("{ books { author { name } } }");
    expect(data).toEqual({
      books: [
        { author: { name: "Ann" } },
        { author: { name: "Ann" } },
        { author: { name: null } },
        { author: null },
        { author: { name: "Ann" } },
      ],
    });
    expect(world.requests[1]?.variables).toEqual({
      representations: [
        { __typename: "Author", id: "a" },
        { __typename: "Author", id: "missing" },
      ],
    });
  });
});

describe("an entity fetched once that stands in two places", () => {
  const ann = { id: "ann", best: { id: "b" } };
  const Query = { one: () => ({ author: ann }), two: () => ({ author: ann }) };
  const price = (_source: unknown, { currency }: { currency: string }) => (currency === "EUR" ? 9 : 10);
  const world = new World({
    subgraphs: {
      shelves: {
        typeDefs: `type Query { one: Shelf two: Shelf } type Shelf { author: Author } type Author @key(fields: "id") { id: ID! }`,
        resolvers: { Query },
      },
      authors: {
        typeDefs: `type Author @key(fields: "id") { id: ID! best: Book } type Book @key(fields: "id") { id: ID! }`,
        resolvers: { Author: { __resolveReference: () => ann } },
      },
      prices: {
        typeDefs: `type Book @key(fields: "id") { id: ID! price(currency: String!): Int }`,
        resolvers: { Book: { price } },
      },
    },
    unfederated: { Query, Book: { price } },
  });

  it("gets below each place what was asked for there", async () => {
    world.forget();
    const { data } = await world.expectSame(
      '{ one { author { best { price(currency: "EUR") } } } two { author { best { price(currency: "USD") } } } }',
    );
    expect(data).toEqual({
      one: { author: { best: { price: 9 } } },
      two: { author: { best: { price: 10 } } },
    });
    expect(world.requests[1]?.variables).toEqual({ __batch_reps_0: [{ __typename: "Author", id: "ann" }] });
  });
});

describe("@requires", () => {
  const items = [
    { id: "1", grams: 1500, metres: 2, zone: { code: "IT", far: false } },
    { id: "2", grams: null, metres: 5, zone: { code: "US", far: true } },
  ];
  type Item = (typeof items)[number];
  const Query = { items: () => items, first: () => items[0] };
  const find = ({ id }: { id: string }) => items.find((one) => one.id === id);
  const weight = ({ grams }: Item, { unit }: { unit: string }) =>
    grams === null ? null : unit === "KG" ? grams / 1000 : grams;
  const world = new World({
    subgraphs: {
      catalog: {
        typeDefs: `type Query { items: [Item!]! first: Item }
          type Zone @shareable { code: String far: Boolean }
          type Item @key(fields: "id") { id: ID! metres: Int zone: Zone weight(unit: String = "G"): Float }`,
        resolvers: { Query, Item: { weight, __resolveReference: find } },
      },
      shipping: {
        typeDefs: `type Zone @shareable { code: String far: Boolean }
          type Item @key(fields: "id") {
            id: ID!
            metres: Int @external
            zone: Zone @external
            weight(unit: String = "G"): Float @external
            parcel: String @requires(fields: "weight(unit: \\"KG\\") metres")
            route: String @requires(fields: "zone { code far }")
            grams: Float @requires(fields: "weight(unit: \\"G\\") metres")
            twin: Item
          }`,
        resolvers: {
          Item: {
            parcel: ({ weight, metres }: { weight: number; metres: number }) => `${weight} kg, ${metres} m`,
            route: ({ zone }: Item) => `${zone.code}${zone.far ? " by air" : ""}`,
            grams: ({ weight }: { weight: number }) => weight,
            twin: ({ id }: Item) => ({ id }),
            __resolveReference: (ref: Item) => ref,
          },
        },
      },
      billing: {
        typeDefs: `type Item @key(fields: "id") { id: ID! parcel: String @external route: String @external
          label: String @requires(fields: "parcel route") }`,
        resolvers: {
          Item: {
            label: ({ parcel, route }: { parcel: string; route: string }) => `${parcel} to ${route}`,
            __resolveReference: (ref: Item) => ref,
          },
        },
      },
    },
    unfederated: {
      Query,
      Item: {
        weight,
        twin: (source: Item) => source,
        parcel: (source: Item) => `${weight(source, { unit: "KG" })} kg, ${source.metres} m`,
        route: ({ zone }: Item) => `${zone.code}${zone.far ? " by air" : ""}`,
        label: (source: Item) =>
          `${weight(source, { unit: "KG" })} kg, ${source.metres} m to ${source.zone.code}${source.zone.far ? " by air" : ""}`,
      },
    },
  });

  it("computes a field from another subgraph's fields, also through two subgraphs", async () => {
    const { data } = await world.expectSame("{ items { parcel route label } }");
    expect(data).toEqual({
      items: [
        { parcel: "1.5 kg, 2 m", route: "IT", label: "1.5 kg, 2 m to IT" },
        { parcel: "null kg, 5 m", route: "US by air", label: "null kg, 5 m to US by air" },
      ],
    });
  });

  it.each([
    `{ items { weight parcel } }`,
    `{ items { parcel weight(unit: "G") } }`,
    `{ items { weight: metres metres: weight parcel } }`,
    `{ items { a: weight(unit: "KG") b: weight id: parcel parcel: id } }`,
    `{ items { parcel grams } }`,
    `{ items { weight(unit: "KG") grams parcel label weight2: weight(unit: "G") } first { twin { grams parcel } } }`,
    `{ items { zone: route route: zone { far } } }`,
    `{ items { __typename: label _e0: metres _entities: route } }`,
  ])("keeps the client's own use of the required fields apart: %s", async (query) => {
    await world.expectSame(query);
  });

  it("computes it for an entity below one of the same type in the same subgraph", async () => {
    const { data } = await world.expectSame(
      "{ first { route twin { parcel label twin { label metres } } } }",
    );
    expect(data).toEqual({
      first: {
        route: "IT",
        twin: {
          parcel: "1.5 kg, 2 m",
          label: "1.5 kg, 2 m to IT",
          twin: { label: "1.5 kg, 2 m to IT", metres: 2 },
        },
      },
    });
  });
});

describe("@provides, @shareable, @external and @override", () => {
  const shelf = { id: "s", top: { id: "b", title: "Dune", pages: 600, price: 9 } };
  const Query = { shelf: () => shelf, now: () => "noon" };
  const world = new World({
    subgraphs: {
      shelves: {
        typeDefs: `type Query { shelf: Shelf now: String @shareable }
          type Shelf { id: ID top: Book @provides(fields: "title") }
          type Book @key(fields: "id") { id: ID! title: String @external price: Int }`,
        resolvers: { Query },
      },
      books: {
        typeDefs: `type Query { now: String @shareable }
          type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int price: Int @override(from: "shelves") }`,
        resolvers: { Query, Book: { __resolveReference: () => shelf.top } },
      },
    },
    unfederated: { Query },
  });

  it("reads a provided field where it is provided and an overridden one at its new owner", async () => {
    world.forget();
    await world.expectSame("{ now shelf { top { title } } }");
    expect(world.requests).toHaveLength(1);
    world.forget();
    await world.expectSame("{ shelf { id top { title pages price } } }");
    expect(world.requests.map(({ subgraph }) => subgraph)).toEqual(["shelves", "books"]);
    expect(world.requests[0]?.query).not.toContain("price");
  });
});
