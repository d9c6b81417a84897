import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";

/**
 * The document with every named fragment written out where it is spread. Each place gets nodes of its own: whoever
 * renames a field at one of them must not rename it at the others.
 */
export function inlineFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  if (fragments.size === 0) return document;
  const inlined = (set: SelectionSetNode): SelectionSetNode => {
    const selections = set.selections.map((node) => {
      if (node.kind !== Kind.FRAGMENT_SPREAD)
        return node.selectionSet === undefined
          ? { ...node }
          : { ...node, selectionSet: inlined(node.selectionSet) };
      const { typeCondition, selectionSet } = fragments.get(node.name.value) ?? {};
      if (typeCondition === undefined || selectionSet === undefined) return node;
      const { directives } = node;
      return {
        kind: Kind.INLINE_FRAGMENT as const,
        typeCondition,
        ...(directives === undefined ? {} : { directives }),
        selectionSet: inlined(selectionSet),
      };
    });
    return { ...set, selections };
  };
  const definitions = document.definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((node) => ({ ...node, selectionSet: inlined(node.selectionSet) }));
  return { ...document, definitions };
}
