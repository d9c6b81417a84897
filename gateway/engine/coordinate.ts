import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  Kind,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
} from "graphql";
import type { Operation } from "./operation/operation";
import type { PathStep } from "./contract/subgraph";

/**
 * The schema coordinate (`Type.field`) of the field that a path of the answer leads to, for logs. Below an abstract type
 * it is the one of the first selection with that response key. Undefined for a path that leads nowhere.
 */
export function coordinateOf(
  { node, fragments }: Pick<Operation, "node" | "fragments">,
  rootType: GraphQLObjectType,
  schema: GraphQLSchema,
  path: readonly PathStep[],
): string | undefined {
  let selections: readonly SelectionNode[] = node.selectionSet.selections;
  let parent: GraphQLNamedType = rootType;
  let coordinate: string | undefined;
  const find = (given: readonly SelectionNode[], type: GraphQLNamedType, key: string): Found | undefined => {
    for (const selection of given) {
      if (selection.kind === Kind.FIELD) {
        if ((selection.alias ?? selection.name).value !== key) continue;
        return { type, name: selection.name.value, below: selection.selectionSet?.selections ?? [] };
      }
      const part = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = part?.typeCondition && schema.getType(part.typeCondition.name.value);
      const found = part && find(part.selectionSet.selections, condition ?? type, key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const key of path) {
    if (typeof key === "number") continue;
    const found = find(selections, parent, key);
    if (found === undefined) return coordinate;
    coordinate = `${found.type.name}.${found.name}`;
    const field =
      isObjectType(found.type) || isInterfaceType(found.type)
        ? found.type.getFields()[found.name]
        : undefined;
    const next = field && getNamedType(field.type);
    if (next === undefined || !isCompositeType(next)) return coordinate;
    [parent, selections] = [next, found.below];
  }
  return coordinate;
}

interface Found {
  readonly type: GraphQLNamedType;
  readonly name: string;
  readonly below: readonly SelectionNode[];
}
