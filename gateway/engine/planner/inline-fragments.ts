import { Kind, visit, type DocumentNode, type FragmentDefinitionNode } from "graphql";

/** The document with every named fragment written out where it is spread. */
export function inlineFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  if (fragments.size === 0) return document;
  const inlined = visit(document, {
    FragmentSpread(node) {
      const found = fragments.get(node.name.value);
      return found === undefined ? undefined : { ...found, kind: Kind.INLINE_FRAGMENT };
    },
  });
  return {
    ...inlined,
    definitions: inlined.definitions.filter((one) => one.kind !== Kind.FRAGMENT_DEFINITION),
  };
}
