import type { Resolvers } from "./resolvers";

/**
 * The workload of the public gateways benchmark, rebuilt from its description: readers → reviews → product → reviews →
 * author → reviews → product over four subgraphs, about 88 KB. Its `User` is a `Reader` here and its inventory the
 * stock, since this world has a User and an inventory of its own; texts and figures are made up.
 */
export const REVIEW_SUBGRAPHS = ["accounts", "stock", "products", "reviews"] as const;

export const REVIEW_TYPES: Readonly<Record<(typeof REVIEW_SUBGRAPHS)[number], string>> = {
  accounts: `
    extend type Query { readers: [Reader!] @signedIn }
    type Reader @key(fields: "id") { id: ID! name: String! username: String! }`,
  stock: `
    extend type Product @key(fields: "upc") {
      upc: String! @external
      weight: Int @external
      price: Int @external
      inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }`,
  products: `
    extend type Query { topProducts(first: Int!): [Product!] @signedIn }
    type Product @key(fields: "upc") { upc: String! name: String! price: Int weight: Int }`,
  reviews: `
    type Review @key(fields: "id") { id: ID! body: String! author: Reader product: Product }
    extend type Reader @key(fields: "id") { id: ID! @external reviews: [Review!]! }
    extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review!]! }`,
};

interface Reader {
  readonly id: string;
  readonly name: string;
  readonly username: string;
}

interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}

interface Review {
  readonly id: string;
  readonly body: string;
  readonly reader: string;
  readonly upc: string;
}

const WORDS =
  "bench chair table lamp firm bright soft heavy worth again never quite stands wobbles arrived packed".split(
    " ",
  );
const READERS = 6;
const PRODUCTS = 9;
const REVIEWS = 11;

const readers = new Map<string, Reader>();
const products = new Map<string, Product>();
const reviews = new Map<string, Review>();

for (let number = 1; number <= READERS; number++) {
  const id = String(number);
  readers.set(id, { id, name: `Reader Number ${id}`, username: `reader${id}` });
}
for (let number = 1; number <= PRODUCTS; number++) {
  const upc = String(number);
  products.set(upc, { upc, name: `Product ${upc}`, price: number * 149, weight: number * 100 });
}
for (let number = 1; number <= REVIEWS; number++) {
  const body = Array.from({ length: 78 }, (_unused, at) => WORDS[(number * 7 + at * number) % WORDS.length]);
  const reader = String((number % READERS) + 1);
  // Most reviews are of the first few products, so that the same entities are met along many paths.
  const upc = String(number % 3 === 0 ? (number % PRODUCTS) + 1 : (number % 3) + 1);
  reviews.set(String(number), { id: String(number), body: body.join(" "), reader, upc });
}

const all = [...reviews.values()];
const productOf = ({ upc }: { readonly upc: string }) => products.get(upc) ?? null;
const readerOf = ({ id }: { readonly id: string }) => readers.get(id) ?? null;

export const REVIEW_RESOLVERS: Readonly<Record<(typeof REVIEW_SUBGRAPHS)[number], Resolvers>> = {
  accounts: {
    Query: { readers: () => [...readers.values()] },
    Reader: { __resolveReference: readerOf },
  },
  stock: {
    // The gateway brings price and weight along (@requires); unfederated, the product has them.
    Product: {
      __resolveReference: (reference: object) => reference,
      inStock: ({ upc }: Product) => Number(upc) % 2 === 1,
      shippingEstimate: ({ price, weight }: Product) => (price > 1_000 ? 0 : Math.round(weight / 2)),
    },
  },
  products: {
    Query: {
      topProducts: (_root: unknown, { first }: { first: number }) => [...products.values()].slice(0, first),
    },
    Product: { __resolveReference: productOf },
  },
  reviews: {
    Review: {
      __resolveReference: ({ id }: Review) => reviews.get(id) ?? null,
      author: ({ reader }: Review) => readerOf({ id: reader }),
      product: productOf,
    },
    Reader: {
      __resolveReference: readerOf,
      reviews: ({ id }: Reader) => all.filter(({ reader }) => reader === id),
    },
    Product: {
      __resolveReference: productOf,
      reviews: ({ upc: own }: Product) => all.filter(({ upc }) => upc === own),
    },
  },
};

const PRODUCT = "upc name price weight inStock shippingEstimate";
const AUTHOR = `author { id name username reviews { id body product { ${PRODUCT} } } }`;

export const REVIEWS_QUERY = `query Reviews($first: Int!) {
  readers { id name username reviews { id body product { ${PRODUCT} reviews { id body ${AUTHOR} } } } }
  topProducts(first: $first) { ${PRODUCT} reviews { id body ${AUTHOR} } }
}`;
