import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

/**
 * The coordinates that a federation field set (`"id organization { vatNumber }"`) of a type selects, nested ones
 * included. On an abstract type: those of every object type that can stand there.
 */
export function coordinatesOf(schema: GraphQLSchema, type: GraphQLNamedType, fieldSet: string): string[] {
  const text = fieldSet.trim().startsWith("{") ? fieldSet : `{${fieldSet}}`;
  const definition = parse(text, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return [...new Set(selected(schema, type, definition.selectionSet))];
}

function selected(schema: GraphQLSchema, type: GraphQLNamedType, set: SelectionSetNode): string[] {
  const objects =
    isInterfaceType(type) || isUnionType(type)
      ? schema.getPossibleTypes(type)
      : isObjectType(type)
        ? [type]
        : [];
  return set.selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition
        ? schema.getType(selection.typeCondition.name.value)
        : undefined;
      return selected(schema, narrowed ?? type, selection.selectionSet);
    }
    const name = selection.name.value;
    const nested = selection.selectionSet;
    return objects.flatMap((object) => {
      const field = object.getFields()[name];
      if (field === undefined) return [];
      const below = nested ? selected(schema, getNamedType(field.type), nested) : [];
      return [`${object.name}.${name}`, ...below];
    });
  });
}
