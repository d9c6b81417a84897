import type { FieldCut } from "../../gateway/engine";
import { World } from "./kit/world";

const lines = [
  { __typename: "Mobile", id: "1", sim: { imsi: "i1", puk: "p1" }, cost: 3, plan: { name: "S" } },
  { __typename: "Fixed", id: "2", cost: 4 },
  { __typename: "Mobile", id: "3", sim: null, cost: 5, plan: null },
];
const Query = { lines: () => lines, first: () => lines[0], none: () => null, total: () => 3 };

function worldWithCut(...coordinates: string[]): World {
  const cut: FieldCut = {
    key: coordinates.join(),
    isCut: (coordinate) => coordinates.includes(coordinate),
    error: (coordinate) => ({
      message: `Not yours: ${coordinate}.`,
      extensions: { code: "FORBIDDEN", coordinate },
    }),
  };
  return new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { lines: [Line!]! first: Mobile none: Mobile total: Int! }
          type Mutation { rename(name: String!): String drop: Int }
          interface Line { id: ID! cost: Int }
          type Mobile implements Line @key(fields: "id") { id: ID! cost: Int plan: Plan }
          type Fixed implements Line @key(fields: "id") { id: ID! cost: Int }
          type Plan { name: String }`,
        resolvers: {
          Query,
          Mutation: { rename: () => "renamed", drop: () => 1 },
          Line: { __resolveType: (line: { __typename: string }) => line.__typename },
        },
      },
      b: {
        typeDefs: `type Mobile @key(fields: "id") { id: ID! sim(short: Boolean): Sim } type Sim { imsi: String puk: String }`,
        resolvers: {
          Mobile: { __resolveReference: ({ id }: { id: string }) => lines.find((one) => one.id === id) },
        },
      },
    },
    unfederated: {},
    engine: { cut: () => cut },
  });
}

const refused = (coordinate: string, ...path: (string | number)[]) => ({
  message: `Not yours: ${coordinate}.`,
  path,
  extensions: { code: "FORBIDDEN", coordinate },
});

it("fetches nothing for a cut field, and refuses it once per object that is in the answer", async () => {
  const world = worldWithCut("Sim.imsi");
  expect(
    await world.ask("{ lines { ... on Mobile { card: sim { code: imsi puk } } } none { sim { imsi } } }"),
  ).toEqual({
    data: { lines: [{ card: { code: null, puk: "p1" } }, {}, { card: null }], none: null },
    errors: [refused("Sim.imsi", "lines", 0, "card", "code")],
  });
  expect(world.requests.map(({ query }) => query).join()).not.toContain("imsi");
});

it("still tells an object of which every field is cut", async () => {
  const world = worldWithCut("Sim.imsi");
  expect(await world.ask("{ first { sim { ...F } } } fragment F on Sim { imsi }")).toEqual({
    data: { first: { sim: { imsi: null } } },
    errors: [refused("Sim.imsi", "first", "sim", "imsi")],
  });
});

it("plans nothing when everything is cut, and drops the variables with it", async () => {
  const world = worldWithCut("Query.first");
  expect(
    await world.ask("query ($s: Boolean) { __typename first { sim(short: $s) { puk } } }", { s: true }),
  ).toEqual({
    data: { __typename: "Query", first: null },
    errors: [refused("Query.first", "first")],
  });
  expect(world.requests).toEqual([]);
});

it("refuses a field of an interface for the types it is cut on, and keeps it for the others", async () => {
  const world = worldWithCut("Mobile.cost");
  expect(await world.ask("{ lines { cost } }")).toEqual({
    data: { lines: [{ cost: null }, { cost: 4 }, { cost: null }] },
    errors: [refused("Mobile.cost", "lines", 0, "cost"), refused("Mobile.cost", "lines", 2, "cost")],
  });
});

it("fetches a field of an interface for nobody when it is cut on every type", async () => {
  const world = worldWithCut("Mobile.cost", "Fixed.cost");
  const { data } = await world.ask("{ lines { cost } }");
  expect(data).toEqual({ lines: [{ cost: null }, { cost: null }, { cost: null }] });
  expect(world.requests.map(({ query }) => query).join()).not.toContain("cost");
});

it("refuses a cut non-null field as the spec nulls any other", async () => {
  const world = worldWithCut("Query.total");
  expect(await world.ask("{ total first { id } }")).toEqual({
    data: null,
    errors: [refused("Query.total", "total")],
  });
});

it("never runs a cut mutation, and runs its siblings", async () => {
  const world = worldWithCut("Mutation.drop");
  expect(await world.ask('mutation { drop rename(name: "x") }')).toEqual({
    data: { drop: null, rename: "renamed" },
    errors: [refused("Mutation.drop", "drop")],
  });
  expect(world.requests.map(({ query }) => query).join()).not.toContain("drop");
});

it("keeps apart callers with different cuts who send the same operation", async () => {
  const all: FieldCut = { key: "none", isCut: () => false, error: () => ({ message: "", extensions: {} }) };
  const some: FieldCut = { ...all, key: "sim", isCut: (coordinate) => coordinate === "Mobile.sim" };
  const engine = { cut: (context: Record<string, unknown>) => (context["may"] === true ? all : some) };
  const world = new World({ ...OPEN_WORLD, engine });
  const query = "{ first { sim { puk } } }";
  expect((await world.ask(query, {}, { may: true })).data).toEqual({ first: { sim: { puk: "p1" } } });
  expect((await world.ask(query, {}, { may: false })).data).toEqual({ first: { sim: null } });
  expect((await world.ask(query, {}, { may: true })).data).toEqual({ first: { sim: { puk: "p1" } } });
});

const OPEN_WORLD = {
  subgraphs: {
    a: {
      typeDefs: `type Query { first: Mobile } type Mobile @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { first: () => lines[0] } },
    },
    b: {
      typeDefs: `type Mobile @key(fields: "id") { id: ID! sim: Sim } type Sim { puk: String }`,
      resolvers: { Mobile: { __resolveReference: () => lines[0] } },
    },
  },
  unfederated: {},
};
