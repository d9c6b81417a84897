import {
  isAbstractType,
  isCompositeType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type SelectionSetNode,
} from "graphql";
import type { Operation } from "../operation/operation";
import type { Variant } from "../operation/planner-document";
import { responseKey } from "../operation/response-keys";

/**
 * The fields of an object of `type` by response key, in the order of the answer (spec section 6.3.2), over all the
 * selection sets that were written for it.
 */
export function collectFields(
  operation: Operation,
  variant: Variant,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();

  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const found = variant.schema.getType(condition);
    return (
      isAbstractType(found) &&
      isCompositeType(type) &&
      !("getTypes" in type) &&
      variant.schema.isSubType(found, type)
    );
  };

  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!variant.conditions.includes(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = responseKey(selection);
        const known = fields.get(key);
        if (known === undefined) fields.set(key, [selection]);
        else known.push(selection);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) collect(selection.selectionSet);
        continue;
      }
      const { value: name } = selection.name;
      const fragment = operation.fragments.get(name);
      if (fragment === undefined || spread.has(name)) continue;
      spread.add(name);
      if (applies(fragment.typeCondition.name.value)) collect(fragment.selectionSet);
    }
  };

  for (const set of sets) collect(set);
  return fields;
}
