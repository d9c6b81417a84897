import { asGiven, by } from "./kit/references";
import { World } from "./kit/world";

describe("@requires that goes back and forth", () => {
  const posts = [
    { id: "1", author: { id: "a", years: 1 } },
    { id: "2", author: { id: "b", years: 20 } },
  ];
  const authors = posts.map(({ author }) => author);
  type Post = (typeof posts)[number];
  const Query = { feed: () => posts };
  const byNovice = ({ author }: Post) => author.years < 5;
  const byExpert = (post: { byNovice: boolean }) => !post.byNovice;
  const world = new World({
    subgraphs: {
      experts: {
        typeDefs: `type Query { feed: [Post] }
          type Post @key(fields: "id") { id: ID! byNovice: Boolean! @external byExpert: Boolean! @requires(fields: "byNovice") }
          type Author @key(fields: "id") { id: ID! years: Int! }`,
        resolvers: {
          Query: { feed: () => posts.map(({ id }) => ({ id })) },
          Post: { byExpert, __resolveReference: asGiven },
          Author: { __resolveReference: by(authors) },
        },
      },
      novices: {
        typeDefs: `type Post @key(fields: "id") { id: ID! author: Author! byNovice: Boolean! @requires(fields: "author { years }") }
          type Author @key(fields: "id") { id: ID! years: Int! @external }`,
        resolvers: {
          Post: {
            author: ({ id }: Post) => ({ id: by(posts)({ id })?.author.id }),
            byNovice,
            __resolveReference: asGiven,
          },
        },
      },
    },
    unfederated: { Query, Post: { byNovice, byExpert: (post: Post) => !byNovice(post) } },
  });

  it.each([
    "{ feed { byNovice } }",
    "{ feed { byExpert } }",
    "{ feed { byExpert byNovice author { years } } }",
    "{ feed { a: byExpert author { id } } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("@requires of what requires", () => {
  const product = { id: "p", price: 80, tax: 0.2 };
  const Query = { product: () => product, only: () => product };
  type Product = typeof product & { total: number; isDear: boolean; ship: number };
  const total = ({ price, tax }: Product) => price * (1 + tax);
  const isDear = (source: Product) => source.total > 90;
  const ship = (source: Product) => (source.isDear ? 0 : 5);
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Float isDear: Boolean @external
          ship: Int @requires(fields: "isDear") }`,
        resolvers: {
          Query: { product: Query.product },
          Product: { ship, __resolveReference: (ref: object) => ({ ...product, ...ref }) },
        },
      },
      b: {
        typeDefs: `type Product @key(fields: "id") { id: ID! price: Float @external tax: Float total: Float @requires(fields: "price") }`,
        resolvers: { Product: { total, __resolveReference: (ref: object) => ({ tax: 0.2, ...ref }) } },
      },
      c: {
        typeDefs: `type Query { only: Product } type Product @key(fields: "id") { id: ID! total: Float @external isDear: Boolean @requires(fields: "total")
          dearOf: Boolean @requires(fields: "total ship") ship: Int @external }`,
        resolvers: {
          Query: { only: () => ({ id: "p" }) },
          Product: {
            isDear,
            dearOf: (source: Product) => source.total > source.ship,
            __resolveReference: asGiven,
          },
        },
      },
    },
    unfederated: {
      Query,
      Product: { total, isDear: () => true, ship: () => 0, dearOf: () => true },
    },
  });

  it.each([
    "{ product { total } }",
    "{ product { isDear } }",
    "{ product { ship } }",
    "{ product { dearOf } }",
    "{ product { ship total price } only { dearOf } }",
    "{ only { isDear total } }",
    "{ only { total: id id: total ship } }",
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("@requires with arguments", () => {
  const goods = [
    { id: "1", eur: 10, grams: 100, type: { average: 12 } },
    { id: "2", eur: 20, grams: 300, type: { average: 9 } },
  ];
  type Goods = (typeof goods)[number] & { price: number };
  const Query = { goods: () => goods };
  const price = ({ eur }: Goods, { currency }: { currency: string }) => (currency === "USD" ? eur * 2 : eur);
  const average = (source: { average: number }, { currency }: { currency: string }) =>
    currency === "USD" ? source.average * 2 : source.average;
  const world = new World({
    subgraphs: {
      prices: {
        typeDefs: `type Query { goods: [Good] } type Good @key(fields: "id") { id: ID! grams: Int price(currency: String!): Int type: Type }
          type Type { average(currency: String!): Int }`,
        resolvers: { Query, Good: { price, __resolveReference: by(goods) }, Type: { average } },
      },
      shipping: {
        typeDefs: `type Good @key(fields: "id") { id: ID! grams: Int @external price(currency: String!): Int @external type: Type @external
          inDollars: Int @requires(fields: "price(currency: \\"USD\\") grams")
          inEuros: Int @requires(fields: "price(currency: \\"EUR\\") grams")
          isDear: Boolean @requires(fields: "type { average(currency: \\"USD\\") }") }
          type Type @external { average(currency: String!): Int }`,
        resolvers: {
          Good: {
            inDollars: (good: Goods) => good.price * good.grams,
            inEuros: (good: Goods) => good.price * good.grams,
            isDear: ({ type }: Goods) => type.average > 20,
            __resolveReference: asGiven,
          },
          Type: { average: (source: { average: number }) => source.average },
        },
      },
    },
    unfederated: {
      Query,
      Good: {
        price,
        inDollars: ({ eur, grams }: Goods) => eur * 2 * grams,
        inEuros: ({ eur, grams }: Goods) => eur * grams,
        isDear: ({ type }: Goods) => type.average * 2 > 20,
      },
      Type: { average },
    },
  });

  it.each([
    "{ goods { inDollars } }",
    "{ goods { id inDollars inEuros isDear } }",
    `{ goods { price(currency: "EUR") inDollars type { average(currency: "EUR") } isDear } }`,
    `query ($c: String = "USD") { goods { price(currency: $c) inEuros isDear a: price(currency: "EUR") } }`,
    `{ goods { type { average: average(currency: "EUR") b: average(currency: "USD") } isDear inEuros } }`,
  ])("answers %s", async (query) => {
    await world.expectSame(query);
  });
});

describe("@requires of a list of entities, from a third subgraph", () => {
  const orders = [
    { id: "o1", total: 3 },
    { id: "o2", total: 4 },
  ];
  const users = [
    { id: "1", surname: "Rossi", orders },
    { id: "2", surname: "Verdi", orders: [] },
    { id: "3", surname: "Bruni", orders: null },
  ];
  type User = (typeof users)[number];
  const Query = { users: () => users };
  const count = ({ orders: list }: User) => list?.length ?? null;
  const sum = ({ orders: list }: User) => list?.reduce((all, { total }) => all + total, 0) ?? null;
  const world = new World({
    subgraphs: {
      users: {
        typeDefs: `type Query { users: [User!]! } type User @key(fields: "id") { id: ID! surname: String! }`,
        resolvers: { Query, User: { __resolveReference: by(users) } },
      },
      sums: {
        typeDefs: `type Order @key(fields: "id") { id: ID! total: Int @external }
          type User @key(fields: "id") { id: ID! orders: [Order!] @external
            count: Int @requires(fields: "orders { id }") sum: Int @requires(fields: "orders { total }") }`,
        resolvers: { User: { count, sum, __resolveReference: asGiven } },
      },
      orders: {
        typeDefs: `type Order @key(fields: "id") { id: ID! }
          type User @key(fields: "id") { id: ID! surname: String! @external orders: [Order!] @requires(fields: "surname") }`,
        resolvers: {
          User: {
            orders: ({ surname }: User) =>
              users.find((one) => one.surname === surname)?.orders?.map(({ id }) => ({ id })),
            __resolveReference: asGiven,
          },
        },
      },
      totals: {
        typeDefs: `type Order @key(fields: "id") { id: ID! total: Int }`,
        resolvers: { Order: { __resolveReference: by(orders) } },
      },
    },
    unfederated: { Query, User: { count, sum } },
  });

  it.each(["{ users { count } }", "{ users { sum } }", "{ users { sum count orders { total } surname } }"])(
    "answers %s",
    async (query) => {
      await world.expectSame(query);
    },
  );
});
