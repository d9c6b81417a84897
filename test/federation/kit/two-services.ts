import type { EngineOptions } from "../../../gateway/engine";
import { World, type Context, type WorldOptions } from "./world";

const users = [{ id: "1" }, { id: "2" }];

/** Users of `a`, whose nicknames `b` knows: every query below needs `a` first and then `b`. */
export function twoServices(
  intercept: NonNullable<WorldOptions["intercept"]>,
  engine: Partial<EngineOptions<Context>> = {},
): World {
  return new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { users: [User!]! } type User @key(fields: "id") { id: ID! }`,
        resolvers: { Query: { users: () => users } },
      },
      b: {
        typeDefs: `type Query { me: String } type Mutation { set(to: Int): Int }
          type User @key(fields: "id") { id: ID! nick: String }`,
        resolvers: {
          Query: { me: (_source: unknown, _args: unknown, { who }: Context) => who },
          Mutation: { set: (_source: unknown, { to }: { to: number }) => to },
          User: { nick: ({ id }: { id: string }) => `nick ${id}` },
        },
      },
    },
    unfederated: {},
    intercept,
    engine,
  });
}

export const NICKS = "{ users { id nick } }";
export const WHOLE = { data: { users: users.map(({ id }) => ({ id, nick: `nick ${id}` })) } };
export const UNAVAILABLE = "The service that answers this field is unavailable.";
export const TOO_LONG = "The service that answers this field took too long.";

/** The answer when `b` gave nothing. */
export function withoutB(code: "SUBGRAPH_UNAVAILABLE" | "TIMEOUT"): object {
  return {
    data: { users: users.map(({ id }) => ({ id, nick: null })) },
    errors: users.map((_user, index) => ({
      message: code === "TIMEOUT" ? TOO_LONG : UNAVAILABLE,
      path: ["users", index, "nick"],
      extensions: { code },
    })),
  };
}
