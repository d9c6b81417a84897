import { createQueryPlanner } from "../../gateway/engine/planner/query-planner";
import { withUsualRoots } from "../../gateway/engine/planner/usual-roots";
import { compose, World, type SubgraphOptions } from "./kit/world";
import { by, typename } from "./kit/references";

/** Root types by their usual names and by those that this world gives them. */
const OTHER = { Query: "RootQuery", Mutation: "RootChanges" } as const;

const users = [{ __typename: "User", id: "1", name: "Ada", score: 7 }];
const ada = () => users[0];
const Query = {
  user: ada,
  users: () => users,
  hello: (_source: unknown, { to }: { to: string }) => `Hello ${to}`,
  named: ada,
  top: () => 9,
};
const Mutation = {
  rename: () => ({ user: users[0], query: {} }),
  score: () => 3,
};
const Named = { __resolveType: typename };

function named(text: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce(
    (all, [usual, own]) => all.replaceAll(new RegExp(`\\b${usual}\\b`, "g"), own),
    text,
  );
}

function schemaOf(names: Readonly<Record<string, string>>): string {
  return `schema { query: ${names["Query"] ?? "Query"} mutation: ${names["Mutation"] ?? "Mutation"} }\n`;
}

const A = `type Query { top: Int @shareable user: User users: [User!] hello(to: String!): String named: Named }
  interface Named { id: ID! }
  type Mutation { rename: Renamed } type Renamed { user: User PAYLOAD }
  type User implements Named @key(fields: "id") { id: ID! name: String }`;
const B = `type Query { top: Int @shareable } type Mutation { score: Int }
  type User @key(fields: "id") { id: ID! score: Int }`;

/** @param ofSubgraphs what each subgraph calls its roots @param ofSupergraph what the supergraph calls them */
function worldOf(
  ofSubgraphs: Readonly<Record<string, string>>,
  ofSupergraph: Readonly<Record<string, string>>,
): World {
  const resolvers = (more: object) => {
    const all = { Query, Mutation, Named, ...more };
    return Object.fromEntries(Object.entries(all).map(([type, one]) => [ofSubgraphs[type] ?? type, one]));
  };
  const subgraph = (typeDefs: string, more = {}): SubgraphOptions => ({
    // federation-composition 0.27.0 breaks off where a field answers a root type that has another name.
    typeDefs:
      schemaOf(ofSubgraphs) +
      named(typeDefs.replace("PAYLOAD", "Query" in ofSubgraphs ? "" : "query: Query"), ofSubgraphs),
    resolvers: resolvers(more),
  });
  const unfederated = Object.fromEntries(
    Object.entries({ Query, Mutation, Named }).map(([type, one]) => [
      ofSupergraph[type as "Query"] ?? type,
      one,
    ]),
  );
  return new World({
    subgraphs: { a: subgraph(A), b: subgraph(B, { User: { __resolveReference: by(users) } }) },
    unfederated: unfederated,
    amendSupergraph: (sdl) => named(sdl, ofSupergraph),
  });
}

const OPERATIONS = [
  "{ user { name } }",
  "{ __typename user { score name } top }",
  `{ users { score } hello(to: "you") ... on ROOT { again: user { __typename score } } }`,
  "{ ...F } fragment F on ROOT { named { id ... on User { score } } __typename }",
  "mutation { rename { user { score } QUERY } score __typename }",
];

describe.each([
  ["the supergraph alone", {}, OTHER],
  ["the subgraphs alone", OTHER, {}],
  ["both", OTHER, OTHER],
  ["the supergraph's query type alone", {}, { Query: "Root" }],
  ["subgraphs, otherwise than in the supergraph", { Query: "Q", Mutation: "M" }, OTHER],
])(
  "root types of other names in %s",
  (_where, ofSubgraphs: Record<string, string>, ofSupergraph: Record<string, string>) => {
    const world = worldOf(ofSubgraphs, ofSupergraph);
    it.each(OPERATIONS)("are answered as ever: %s", async (query) => {
      const asked = query
        .replaceAll("ROOT", ofSupergraph["Query"] ?? "Query")
        .replace("QUERY", "Query" in ofSubgraphs ? "" : "query { __typename top user { score } }");
      const answer = await world.expectSame(asked);
      expect(answer.errors).toBeUndefined();
    });
  },
);

it("a type that is called as a root usually is keeps its name", async () => {
  const { a, b } = {
    a: `type Query { facts: Facts any: Any } union Any = Facts | Other type Other { id: ID! } type Facts @key(fields: "id") { id: ID! }`,
    b: `type Facts @key(fields: "id") { id: ID! score: Int }`,
  };
  const sdl = named(compose({ a, b }), { Query: "Start", Facts: "Query" });
  const planner = withUsualRoots(createQueryPlanner)(sdl);
  const task = { caller: "", signal: new AbortController().signal };
  const overrides = { labels: new Set<string>(), percentage: 0 };
  const plan = JSON.stringify(await planner.plan("{ any { ... on Query { score } } }", overrides, task));
  expect(plan).toContain("on Query");
  expect(plan).toContain('"typeCondition":"Query"');
  expect(plan).not.toContain("_Query");
});
