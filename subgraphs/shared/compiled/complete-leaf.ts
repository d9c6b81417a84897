import { GraphQLBoolean, GraphQLID, GraphQLString, type GraphQLLeafType } from "graphql";

/** What a value looks like that its type's `serialize` would give back as it is. */
const AS_IT_IS = new Map<GraphQLLeafType, string>([
  [GraphQLString, "string"],
  [GraphQLID, "string"],
  [GraphQLBoolean, "boolean"],
]);

/** Result coercion of a scalar or enum (spec section 3.5), or null. @throws what the value or its type says */
export function compileLeaf(type: GraphQLLeafType): (value: unknown) => unknown {
  const form = AS_IT_IS.get(type);
  return (value) => {
    // Most fields of a page are these, and a comparison costs less than a call.
    if (typeof value === form) return value;
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(`${type.name} serializes the value to ${String(serialized)}`);
  };
}
