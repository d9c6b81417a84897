import { printSchema, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { Caller } from "../../schema/access/caller";
import { holdingsKey } from "../../schema/access/decide";
import type { AccessRules } from "../../schema/access/rules";
import { describedSchema, usableSchema } from "../../schema/access/view";
import { publicSchema } from "../../schema/access/view-public";

/** The schema as each viewer sees it. Documents are validated against the whole schema, whoever sends them. */
export interface SchemaViews {
  /** What introspection answers: all of it with each rule worded, or to anonymous callers the public part. */
  introspected(caller: Caller): GraphQLSchema;
  /** The SDL as the viewer may use it: what they can meet on no object left out; anonymous: the public part. */
  sdl(caller: Caller): string;
}

/** Printed schemas kept; callers with the same set of (profile, services) share one. */
const SDL_CACHE_SIZE = 100;

/** The views of an API schema. A schema without access rules is open to everyone, and so is all that it says. */
export function createSchemaViews(apiSchema: GraphQLSchema, rules: AccessRules): SchemaViews {
  if (!rules.linked) {
    const whole = printSchema(apiSchema);
    return { introspected: () => apiSchema, sdl: () => whole };
  }
  const whole = describedSchema(apiSchema, rules);
  const open = publicSchema(apiSchema, rules);
  const printed = new LRUCache<string, string>({ max: SDL_CACHE_SIZE });
  return {
    introspected: (caller) => (caller.userId === null ? open : whole),
    sdl(caller) {
      const key = holdingsKey(caller);
      let sdl = printed.get(key);
      if (sdl === undefined) {
        const view = caller.userId === null ? open : usableSchema(apiSchema, rules, caller);
        printed.set(key, (sdl = `${printSchema(view)}\n`));
      }
      return sdl;
    },
  };
}
