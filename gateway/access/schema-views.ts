import { printSchema, type GraphQLSchema } from "graphql";
import { ByteCache } from "../../runtime/byte-cache";
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

const DEFAULT_BYTES = 8 * 1024 * 1024;

/**
 * The views of an API schema. A schema without access rules is open to everyone, and so is all that it says.
 * @param printed keeps printed schemas; callers with the same set of (profile, services) share one
 */
export function createSchemaViews(
  apiSchema: GraphQLSchema,
  rules: AccessRules,
  printed = new ByteCache<{ readonly sdl: string }>(DEFAULT_BYTES),
): SchemaViews {
  if (!rules.linked) {
    const whole = printSchema(apiSchema);
    return { introspected: () => apiSchema, sdl: () => whole };
  }
  const whole = describedSchema(apiSchema, rules);
  const open = publicSchema(apiSchema, rules);
  return {
    introspected: (caller) => (caller.userId === null ? open : whole),
    sdl(caller) {
      const key = holdingsKey(caller);
      let sdl = printed.get(key)?.sdl;
      if (sdl === undefined) {
        const view = caller.userId === null ? open : usableSchema(apiSchema, rules, caller);
        sdl = `${printSchema(view)}\n`;
        printed.set(key, { sdl }, (key.length + sdl.length) * 2);
      }
      return sdl;
    },
  };
}
