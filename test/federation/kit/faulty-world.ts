import type { SubgraphResponse } from "../../../gateway/engine";
import { World, type WorldOptions } from "./world";

/** Fails with this message. */
export const boom = (message: string) => () => {
  throw new Error(message);
};
const users = [
  { id: "1", name: "Ada", secret: boom("no secret"), pets: [{ tag: "x" }, { tag: boom("no tag") }] },
  { id: "2", name: boom("no name"), secret: () => "s", pets: null },
];
const Query = {
  users: () => users,
  again: () => [users[1], users[0], users[1]],
  strict: () => users,
  lists: () => [[1, null], null, [2]],
  bad: boom("bad root"),
};

/** Users whose fields fail here and there. */
export const WORLD: WorldOptions = {
  subgraphs: {
    a: {
      typeDefs: `type Query { users: [User!] again: [User] strict: [User!]! lists: [[Int!]]! bad: Int! }
        type User @key(fields: "id") { id: ID! secret: String }`,
      resolvers: { Query },
    },
    b: {
      typeDefs: `type User @key(fields: "id") { id: ID! name: String! pets: [Pet!] nick: String } type Pet { tag: String! }`,
      resolvers: {
        User: {
          nick: () => "nick",
          __resolveReference: ({ id }: { id: string }) => users.find((one) => one.id === id),
        },
      },
    },
  },
  unfederated: { Query, User: { nick: () => "nick" } },
};

/** A world whose subgraph `b` answers as told. */
export function withB(answer: (representations: readonly unknown[], query: string) => unknown): World {
  return new World({
    ...WORLD,
    intercept: async (request, next) => {
      if (request.subgraph !== "b") return next();
      const given = request.variables?.["representations"];
      return answer(Array.isArray(given) ? given : [], request.query) as SubgraphResponse;
    },
  });
}
