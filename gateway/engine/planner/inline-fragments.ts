import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";

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
  const inlined = visit(document, {
    FragmentSpread(node) {
      const found = fragments.get(node.name.value);
      if (found === undefined) return undefined;
      return { ...found, kind: Kind.INLINE_FRAGMENT, selectionSet: copyOf(found.selectionSet) };
    },
  });
  return {
    ...inlined,
    definitions: inlined.definitions.filter((one) => one.kind !== Kind.FRAGMENT_DEFINITION),
  };
}

/** Only selections are copied: nothing below a field but its selections is ever told apart by its node. */
function copyOf(set: SelectionSetNode): SelectionSetNode {
  const selections = set.selections.map((node) =>
    node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet !== undefined
      ? { ...node, selectionSet: copyOf(node.selectionSet) }
      : { ...node },
  );
  return { ...set, selections };
}
