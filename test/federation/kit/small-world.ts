import type { EngineOptions } from "../../../gateway/engine";
import { World, type Context, type WorldOptions } from "./world";

/** The mutations that ran, in order. */
export const log: string[] = [];
const user = { id: "1", name: "Ada", score: 7 };
const args = (_source: unknown, given: Record<string, unknown>) => JSON.stringify(given);
const Query = { user: () => user, args };
const Mutation = {
  a: () => (log.push("a"), user),
  b: () => (log.push("b"), 2),
  c: () => (log.push("c"), null),
};
export const A = `
  type Query { user: User args(limit: Int! = 5, filter: Filter = { tags: ["x"] }, at: Instant): String }
  input Filter { tags: [String!] = ["y"] depth: Int = 2 level: Level = LOW }
  enum Level { LOW HIGH }
  scalar Instant
  type User @key(fields: "id") { id: ID! name: String }
  type Mutation { a: User c: Int! }`;
export const B = `type User @key(fields: "id") { id: ID! score: Int } type Mutation { b: Int }`;
/** One user, of whom two subgraphs know a part. */
export const WORLD: WorldOptions = {
  subgraphs: {
    a: { typeDefs: A, resolvers: { Query, Mutation } },
    b: { typeDefs: B, resolvers: { Mutation, User: { __resolveReference: () => user } } },
  },
  unfederated: { Query, Mutation },
};

export function worldWith(engine: Partial<EngineOptions<Context>>): World {
  return new World({ ...WORLD, engine });
}
