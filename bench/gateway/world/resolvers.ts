import { lines, organizations, users, usageOf, type Line, type Organization, type User } from "./data";
import { REVIEW_RESOLVERS } from "./reviews";
import type { SubgraphName } from "./schema";

/** Resolvers by type and field; `__resolveReference` answers `_entities`. Nothing here needs a GraphQL library. */
export type Resolvers = Record<string, Record<string, (parent: never, args: never) => unknown>>;

interface Reference {
  readonly id: string;
}

/** The same functions for every contender, federated or not. */
export const RESOLVERS: Readonly<Record<SubgraphName, Resolvers>> = {
  ...REVIEW_RESOLVERS,
  inventory: {
    Query: { organization: (_root: unknown, { id }: Reference) => organizations.get(id) ?? null },
    Organization: {
      __resolveReference: ({ id }: Reference) => organizations.get(id) ?? null,
      lines: ({ lines: own }: Organization, { first }: { first: number }) => own.slice(0, first),
    },
    Line: { __resolveReference: ({ id }: Reference) => lines.get(id) ?? null },
  },
  people: {
    Line: {
      __resolveReference: ({ id }: Reference) => lines.get(id) ?? null,
      user: ({ userId }: Line) => users.get(userId) ?? null,
    },
    User: { __resolveReference: ({ id }: Reference) => users.get(id) ?? null },
  },
  consumption: {
    User: {
      __resolveReference: ({ id }: Reference) => users.get(id) ?? null,
      usage: (user: User, { period }: { period: string }) => usageOf(user, period),
    },
  },
};
