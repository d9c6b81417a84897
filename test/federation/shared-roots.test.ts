import { asGiven } from "./kit/references";
import { World } from "./kit/world";

describe("root fields that several subgraphs answer", () => {
  const done: string[] = [];
  const shelf = { id: "s", label: "Top", books: [{ id: "b", title: "Dune" }] };
  const add =
    (where: string) =>
    (_source: unknown, { name }: { name: string }) => {
      done.push(`${where} ${name}`);
      return { id: `new-${name}`, name, price: 120 };
    };
  const read = (_source: unknown) => shelf;
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { shelf: Shelf @shareable } type Mutation { add(name: String!): Item! @shareable sell(name: String!): Item! }
          type Shelf { id: ID! @shareable label: String } type Item @key(fields: "id") { id: ID! price: Int }`,
        resolvers: {
          Query: { shelf: read },
          Mutation: { add: add("a"), sell: add("a sells") },
          Item: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 120 }) },
        },
      },
      b: {
        typeDefs: `type Query { shelf: Shelf @shareable } type Mutation { add(name: String!): Item! @shareable }
          type Shelf { id: ID! @shareable books: [Book!]! } type Book { id: ID! title: String }
          type Item @key(fields: "id") { id: ID! name: String! }`,
        resolvers: {
          Query: { shelf: read },
          Mutation: { add: add("b") },
          Item: { __resolveReference: ({ id }: { id: string }) => ({ id, name: id.slice(4) }) },
        },
      },
      c: {
        typeDefs: `type Item @key(fields: "id") { id: ID! price: Int @external isDear: Boolean! @requires(fields: "price") }`,
        resolvers: {
          Item: {
            isDear: ({ price }: { price: number }) => price > 100,
            __resolveReference: asGiven,
          },
        },
      },
    },
    unfederated: {
      Query: { shelf: read },
      Mutation: { add: add("one"), sell: add("one") },
      Item: { isDear: () => true },
    },
  });
  beforeEach(() => {
    done.length = 0;
    world.forget();
  });

  it.each(["{ shelf { label books { title } } }", "{ shelf { id } a: shelf { books { id } label } }"])(
    "are read from as many as it takes: %s",
    async (query) => {
      await world.expectSame(query);
    },
  );

  it("are written in one of them, once", async () => {
    const { data } = await world.ask('mutation { add(name: "x") { id name } }');
    expect(data).toEqual({ add: { id: "new-x", name: "x" } });
    expect(done).toHaveLength(1);
  });

  it("are written in the order of the operation, each with all that belongs to it", async () => {
    const { data } = await world.ask(
      'mutation { first: sell(name: "x") { name isDear } second: add(name: "y") { id isDear price } third: sell(name: "z") { id } }',
    );
    expect(data).toEqual({
      first: { name: "x", isDear: true },
      second: { id: "new-y", isDear: true, price: 120 },
      third: { id: "new-z" },
    });
    expect(done.map((line) => line.split(" ").at(-1))).toEqual(["x", "y", "z"]);
  });
});

describe("executable directives of the subgraphs' own", () => {
  const link = (
    version: string,
  ) => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@composeDirective"])
    @link(url: "https://directives.example/access/${version}", import: ["@access"]) @composeDirective(name: "@access")
    directive @access(scope: Scope! = PUBLIC) on FIELD enum Scope { PUBLIC PRIVATE }\n`;
  const world = new World({
    subgraphs: {
      a: { link: link("v1.0"), typeDefs: "type Query { a: String }", resolvers: { Query: { a: () => "a" } } },
      b: { link: link("v1.0"), typeDefs: "type Query { b: String }", resolvers: { Query: { b: () => "b" } } },
    },
    unfederated: { Query: { a: () => "a", b: () => "b" } },
  });

  it.each(["{ a @access b @access }", "{ a @access(scope: PRIVATE) @include(if: true) b }"])(
    "may stand at %s",
    async (query) => {
      await world.expectSame(query);
    },
  );
});
