import { typename } from "./references";
import type { Resolvers, WorldOptions } from "./world";

/**
 * A world with a bit of everything: three subgraphs, entities with one and several keys, unions, interfaces with
 * fields of different types and nullability, `@requires` with arguments and in chains, `@provides`, `@shareable`,
 * enums, a custom scalar, lists of lists, nulls, missing entities and fields that always fail.
 */
interface Person {
  readonly __typename: "Person";
  readonly id: string;
  readonly tag: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly age: number | null;
  readonly friends: readonly (string | null)[];
  readonly home: { readonly city: string; readonly zip: string | null };
}

interface Item {
  readonly __typename: "Book" | "Film";
  readonly id: string;
  readonly sku: { readonly maker: string; readonly part: string };
  readonly title: string | null;
  readonly length: number;
  readonly weight: number | null;
  readonly by: string | null;
  readonly mood: "DARK" | "LIGHT" | null;
}

const PEOPLE: readonly Person[] = [
  {
    __typename: "Person",
    id: "1",
    tag: "t1",
    name: "Ada",
    email: "ada@x",
    age: 36,
    friends: ["2", "3", null],
    home: { city: "Bari", zip: "70" },
  },
  {
    __typename: "Person",
    id: "2",
    tag: null,
    name: null,
    email: null,
    age: null,
    friends: ["1", "1"],
    home: { city: "Como", zip: null },
  },
  {
    __typename: "Person",
    id: "3",
    tag: "t3",
    name: "Eve",
    email: "eve@x",
    age: 7,
    friends: [],
    home: { city: "Lodi", zip: "26" },
  },
  {
    __typename: "Person",
    id: "4",
    tag: "t4",
    name: "Kim",
    email: "kim@x",
    age: 1,
    friends: ["4", "3"],
    home: { city: "Pisa", zip: "56" },
  },
];

const ITEMS: readonly Item[] = [
  {
    __typename: "Book",
    id: "b1",
    sku: { maker: "m", part: "1" },
    title: "Dune",
    length: 600,
    weight: 3,
    by: "1",
    mood: "DARK",
  },
  {
    __typename: "Film",
    id: "f1",
    sku: { maker: "m", part: "2" },
    title: null,
    length: 90,
    weight: null,
    by: "2",
    mood: null,
  },
  {
    __typename: "Book",
    id: "b2",
    sku: { maker: "n", part: "1" },
    title: "Emma",
    length: 300,
    weight: 5,
    by: null,
    mood: "LIGHT",
  },
  {
    __typename: "Film",
    id: "f2",
    sku: { maker: "n", part: "9" },
    title: "Heat",
    length: 170,
    weight: 1,
    by: "4",
    mood: "DARK",
  },
];

const person = (id: string | null | undefined) => PEOPLE.find((one) => one.id === id) ?? null;
const item = (id: string | null | undefined) => ITEMS.find((one) => one.id === id) ?? null;
const bySku = (sku: Item["sku"]) =>
  ITEMS.find((one) => one.sku.maker === sku.maker && one.sku.part === sku.part) ?? null;

const size = ({ length }: Item, { unit }: { unit?: string | null }) =>
  unit === "CM" ? length * 100 : length;
const shipping = (metres: number, weight: number | null) => (weight === null ? null : metres + weight);
const broken = (what: string) => () => {
  throw new Error(`${what} is broken`);
};

const Query: Resolvers[string] = {
  person: (_source: unknown, { id }: { id: string }) => person(id),
  people: () => PEOPLE,
  items: () => ITEMS,
  item: (_source: unknown, { id }: { id: string }) => item(id),
  shelves: () => [[ITEMS[0], ITEMS[1]], [], null, [ITEMS[2]]],
  search: () => [PEOPLE[0], ITEMS[1], ITEMS[0], PEOPLE[1]],
  favourite: () => ITEMS[3],
  count: (_source: unknown, { from }: { from: number }) => from + 1,
  json: () => ({ a: [1, { b: null }], __typename: "no type" }),
  broken: broken("Query.broken"),
  critic: () => PEOPLE[2],
};

const personFields: Resolvers[string] = {
  friends: ({ friends }: Person) => friends.map(person),
  broken: broken("Person.broken"),
};
const reviewed: Resolvers[string] = {
  reviews: ({ id }: { id: string }, { first }: { first: number }) => reviewsOf(id).slice(0, first),
  stars: ({ id }: { id: string }) => (id.endsWith("1") ? 5 : null),
};
const itemFields: Resolvers[string] = { by: ({ by }: Item) => person(by), size };

interface Review {
  readonly text: string | null;
  readonly about: Item | null;
  readonly author: Person | null;
}

function reviewsOf(id: string): Review[] {
  if (id === "2") return [];
  return [
    { text: `good ${id}`, about: item("b1"), author: person("1") },
    { text: null, about: item("f1"), author: person("2") },
    { text: `bad ${id}`, about: item("b2"), author: null },
  ];
}

export const LIBRARY: WorldOptions = {
  subgraphs: {
    catalog: {
      typeDefs: /* GraphQL */ `
        scalar JSON
        enum Unit {
          M
          CM
        }
        enum Mood {
          DARK
          LIGHT
        }
        type Query {
          person(id: ID!): Person
          people: [Person!]!
          items: [Item!]!
          item(id: ID!): Item
          shelves: [[Item!]]!
          search: [Found]!
          favourite: Film @provides(fields: "weight")
          count(from: Int! = 3): Int!
          json: JSON
          broken: Int
        }
        union Found = Person | Book | Film
        interface Item {
          id: ID!
          title: String
          size(unit: Unit = M): Int
          by: Person
          mood: Mood
        }
        type Sku @shareable {
          maker: String!
          part: ID!
        }
        type Home @shareable {
          city: String!
          zip: String
        }
        type Person @key(fields: "id") {
          id: ID!
          tag: ID
          name: String
          friends: [Person]!
          home: Home!
          broken: String
        }
        type Book implements Item @key(fields: "id") @key(fields: "sku { maker part }") {
          id: ID!
          sku: Sku!
          title: String
          size(unit: Unit = M): Int
          by: Person
          mood: Mood
          length: Int!
        }
        type Film implements Item @key(fields: "id") {
          id: ID!
          title: String
          size(unit: Unit = M): Int
          by: Person
          mood: Mood
          length: Int
          weight: Int @external
        }
      `,
      resolvers: {
        Query,
        Found: { __resolveType: typename },
        Item: { __resolveType: typename },
        Person: { ...personFields, __resolveReference: ({ id }: Person) => person(id) },
        Book: { ...itemFields, __resolveReference: (ref: Item) => (ref.sku ? bySku(ref.sku) : item(ref.id)) },
        Film: { ...itemFields, __resolveReference: ({ id }: Item) => item(id) },
      },
    },
    reviews: {
      typeDefs: /* GraphQL */ `
        type Query {
          critic: Person!
        }
        type Review {
          text: String
          about: Reviewable
          author: Person
          words(least: Int = 1): Int!
        }
        union Reviewable = Book | Film
        type Person @key(fields: "id") {
          id: ID!
          reviews(first: Int = 2): [Review!]!
          stars: Int
          age: Int @external
          adult: Boolean @requires(fields: "age")
        }
        type Book @key(fields: "id") {
          id: ID!
          reviews(first: Int = 2): [Review!]!
          stars: Int
        }
        type Film @key(fields: "id") {
          id: ID!
          reviews(first: Int = 2): [Review!]!
          stars: Int
        }
      `,
      resolvers: {
        Query,
        Reviewable: { __resolveType: typename },
        Review: {
          words: ({ text }: Review, { least }: { least: number }) => Math.max(least, text?.length ?? 0),
        },
        Person: {
          ...reviewed,
          adult: ({ age }: Person) => ((age ?? null) === null ? null : Number(age) > 17),
          __resolveReference: (ref: Person) => ({ ...person(ref.id), age: ref.age }),
        },
        Book: { ...reviewed, __resolveReference: ({ id }: Item) => item(id) },
        Film: { ...reviewed, __resolveReference: ({ id }: Item) => item(id) },
      },
    },
    stock: {
      typeDefs: /* GraphQL */ `
        enum Unit {
          M
          CM
        }
        type Sku @shareable {
          maker: String!
          part: ID!
        }
        type Home @shareable {
          city: String!
          zip: String
        }
        type Person @key(fields: "id") {
          id: ID!
          age: Int
          home: Home! @external
          adult: Boolean @external
          ticket: String @requires(fields: "adult")
          deposit: Int! @requires(fields: "home { zip }")
        }
        type Book @key(fields: "sku { maker part }") {
          sku: Sku!
          weight: Int
          size(unit: Unit = M): Int @external
          shipping: Int @requires(fields: "size(unit: CM)")
        }
        type Film @key(fields: "id") {
          id: ID!
          weight: Int @shareable
          size(unit: Unit = M): Int @external
          shipping: Int! @requires(fields: "size(unit: CM)")
        }
      `,
      resolvers: {
        Person: {
          ticket: ({ adult }: { adult: boolean | null }) => (adult === null ? null : adult ? "full" : "half"),
          deposit: ({ home }: Person) => (home.zip === null ? null : Number(home.zip)),
          __resolveReference: (ref: Person) => ({ ...person(ref.id), ...ref }),
        },
        Book: {
          shipping: ({ size, weight }: Item & { size: number }) => shipping(size / 100, weight),
          __resolveReference: (ref: Item) => ({ ...bySku(ref.sku), ...ref }),
        },
        Film: {
          shipping: ({ size, weight }: Item & { size: number }) => shipping(size / 100, weight),
          __resolveReference: (ref: Item) => ({ ...item(ref.id), ...ref }),
        },
      },
    },
  },
  unfederated: {
    Query,
    Found: { __resolveType: typename },
    Item: { __resolveType: typename },
    Reviewable: { __resolveType: typename },
    Review: { words: ({ text }: Review, { least }: { least: number }) => Math.max(least, text?.length ?? 0) },
    Person: {
      ...personFields,
      ...reviewed,
      adult: ({ age }: Person) => (age === null ? null : age > 17),
      ticket: ({ age }: Person) => (age === null ? null : age > 17 ? "full" : "half"),
      deposit: ({ home }: Person) => (home.zip === null ? null : Number(home.zip)),
    },
    Book: { ...itemFields, ...reviewed, shipping: (source: Item) => shipping(source.length, source.weight) },
    Film: { ...itemFields, ...reviewed, shipping: (source: Item) => shipping(source.length, source.weight) },
  },
};
