import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";

/** A field that a fetch asks for, by the key it has in merged data. */
export interface SelectedField {
  readonly key: string;
  readonly name: string;
  /** The type conditions around it: all must hold for the field to be expected. */
  readonly conditions: readonly string[];
  readonly children: SelectionTree;
}

/** What a fetch asks for; needed only when it failed, to know which fields went missing. */
export type SelectionTree = readonly SelectedField[];

/**
 * Reads the selection of a fetch's operation: the root's, or below the `_entities` field with response key `alias`.
 * `renamed` maps keys of the operation to the keys after its output rewrites.
 */
export function readSelectionTree(
  operation: string,
  alias: string | undefined,
  renamed: ReadonlyMap<string, string>,
): SelectionTree {
  const document = parse(operation, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let root: SelectionSetNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind === Kind.OPERATION_DEFINITION) root = node.selectionSet;
  }

  const read = (set: SelectionSetNode, conditions: readonly string[]): SelectedField[] =>
    set.selections.flatMap((selection): SelectedField[] => {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const children = selection.selectionSet === undefined ? [] : read(selection.selectionSet, []);
        return [{ key: renamed.get(key) ?? key, name: selection.name.value, conditions, children }];
      }
      const node = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (node === undefined) return [];
      const condition = node.typeCondition?.name.value;
      return read(node.selectionSet, condition === undefined ? conditions : [...conditions, condition]);
    });

  const tree = root === undefined ? [] : read(root, []);
  return alias === undefined ? tree : (tree.find((field) => field.key === alias)?.children ?? []);
}
