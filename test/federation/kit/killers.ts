import { asGiven } from "./references";
import { compose, type SubgraphOptions } from "./world";

/** Subgraphs in which fields require each other in turn: planning some operations never ends. */
export const IN_TURN: Readonly<Record<string, SubgraphOptions>> = {
  a: {
    typeDefs: `type Query { product: Product }
      type Product @key(fields: "id") { id: ID! price: Float isDear: Boolean @external ship: Int @requires(fields: "isDear") }`,
    resolvers: {
      Query: { product: () => ({ id: "p", price: 80 }) },
      Product: {
        ship: ({ isDear }: { isDear: boolean }) => (isDear ? 0 : 5),
        __resolveReference: (reference: object) => ({ price: 80, ...reference }),
      },
    },
  },
  b: {
    typeDefs: `type Product @key(fields: "id") { id: ID! price: Float @external total: Float @requires(fields: "price") }`,
    resolvers: {
      Product: {
        total: ({ price }: { price: number }) => price * 1.2,
        __resolveReference: asGiven,
      },
    },
  },
  c: {
    typeDefs: `type Product @key(fields: "id") { id: ID! total: Float @external ship: Int @external
      isDear: Boolean @requires(fields: "total") isWorthIt: Boolean @requires(fields: "total ship") }`,
    resolvers: {
      Product: {
        isDear: ({ total }: { total: number }) => total > 90,
        isWorthIt: ({ total, ship }: { total: number; ship: number }) => total > ship,
        __resolveReference: asGiven,
      },
    },
  },
};

/** An operation over {@link IN_TURN} that router-query-planner 0.0.38 never comes back from, whatever its signal says. */
export const ENDLESS = "{ product { ship isDear isWorthIt } }";

/** A supergraph whose planner aborts its process on {@link FATAL}: a field is an object in one subgraph, a union in another. */
export const fatalSupergraph = (urlOf?: (name: string) => string): string =>
  compose(
    {
      a: `type Query { shelf: Shelf @shareable } type Shelf { top: Book @shareable }
        type Book @key(fields: "id") { id: ID! a: String }`,
      b: `type Query { shelf: Shelf @shareable } type Shelf { top: Media @shareable } union Media = Book | Song
        type Book @key(fields: "id") { id: ID! b: String } type Song { id: ID! }`,
    },
    urlOf,
  );

export const FATAL = "{ shelf { top { b } } }";

/** A supergraph at which the planner aborts its process as it reads it: a `@provides` of a field that is not there. */
export const badProvides = (urlOf?: (name: string) => string): string =>
  compose(
    {
      a: `type Query { greeting: String book: Book @provides(fields: "title") }
        type Book @key(fields: "id") { id: ID! title: String @external }`,
      b: `type Book @key(fields: "id") { id: ID! title: String }`,
    },
    urlOf,
  ).replace('provides: "title"', 'provides: "nothing"');

/** A chain of keys over eight subgraphs, over which planning takes seconds. */
export const longChain = (): string =>
  compose(
    Object.fromEntries(
      Array.from({ length: 8 }, (_value, index) => [
        `s${index}`,
        `${index === 0 ? "type Query { greeting: String thing: Thing }" : ""}
          type Thing @key(fields: "k${index}") @key(fields: "k${index + 1}") {
            k${index}: ID! k${index + 1}: ID! f${index}: Int }`,
      ]),
    ),
  );
