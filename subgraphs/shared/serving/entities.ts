import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import type { ReferenceResolver } from "../subgraph/definition";

type Reference = Parameters<ReferenceResolver<unknown, unknown>>[0];
type References = Readonly<Record<string, (reference: never, context: never) => unknown>>;

/**
 * Resolves `_entities` (Apollo's subgraph specification, "Query._entities"): each representation by its type's
 * reference resolver, in order. `@apollo/subgraph`'s own awaits every representation whether or not it is there.
 */
export function resolveEntities(schema: GraphQLSchema, references: References): void {
  const field = schema.getQueryType()?.getFields()["_entities"];
  if (field === undefined) return;
  const resolve: GraphQLFieldResolver<
    unknown,
    unknown,
    { readonly representations: readonly Reference[] }
  > = (_source, { representations }, context) =>
    representations.map((reference) => entity(reference, context));
  field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;

  function entity(reference: Reference, context: unknown): unknown {
    const name = reference.__typename;
    if (!isObjectType(schema.getType(name))) return new Error(`There is no entity type "${name}"`);
    const resolveReference = Object.hasOwn(references, name) ? references[name] : undefined;
    if (resolveReference === undefined) return reference;
    try {
      const found = resolveReference(reference as never, context as never);
      return found instanceof Promise ? found.then((late: unknown) => named(late, name)) : named(found, name);
    } catch (error) {
      // One representation's failure is not its neighbours'.
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** What `_Entity` resolves its type by. Not enumerable: rows stay what they are to whoever else reads them. */
function named(found: unknown, name: string): unknown {
  if (typeof found !== "object" || found === null) return found;
  if (!("__typename" in found)) return Object.defineProperty(found, "__typename", { value: name });
  return found.__typename === name ? found : { ...found, __typename: name };
}
