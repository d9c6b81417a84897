import {
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { Supergraph } from "../supergraph/supergraph";

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/**
 * Asks for `__typename` wherever a fetch selects an interface or a union, since the answer's shape depends on it. The
 * planner is not asked for it: router-query-planner 0.0.38 would leave a path that `@provides` opens, to fetch the name
 * on another one. A composite field that the planner left without any selection gets this one, so that its subgraph
 * does not refuse the fetch.
 */
export function amendTypenames(
  document: DocumentNode,
  rootType: string,
  subgraph: string,
  supergraph: Supergraph,
): DocumentNode {
  const typenames = new Typenames(supergraph, subgraph);
  let isChanged = false;
  const definitions = document.definitions.map((node): DefinitionNode => {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) return node;
    const type = node.kind === Kind.OPERATION_DEFINITION ? rootType : node.typeCondition.name.value;
    const selectionSet = typenames.set(node.selectionSet, type);
    if (selectionSet === node.selectionSet) return node;
    isChanged = true;
    return { ...node, selectionSet };
  });
  return isChanged ? { ...document, definitions } : document;
}

/** What needs no change is answered as it is. */
class Typenames {
  constructor(
    private readonly supergraph: Supergraph,
    private readonly subgraph: string,
  ) {}

  set(set: SelectionSetNode, type: string): SelectionSetNode {
    let isChanged = false;
    const selections = set.selections.map((node) => {
      const amended = this.selection(node, type);
      if (amended !== node) isChanged = true;
      return amended;
    });
    return isChanged ? { ...set, selections } : set;
  }

  private selection(node: SelectionNode, type: string): SelectionNode {
    if (node.kind === Kind.FIELD) return this.field(node, type);
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    const selectionSet = this.set(node.selectionSet, node.typeCondition?.name.value ?? type);
    return selectionSet === node.selectionSet ? node : { ...node, selectionSet };
  }

  private field(node: FieldNode, parent: string): FieldNode {
    const name = node.name.value;
    if (name === "_entities" && node.selectionSet !== undefined) {
      const selectionSet = this.set(node.selectionSet, "");
      return selectionSet === node.selectionSet ? node : { ...node, selectionSet };
    }
    const { type, isComposite } = this.supergraph.fieldType(parent, name, this.subgraph);
    if (!isComposite) return node;
    if (node.selectionSet === undefined)
      return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME] } };
    const set = this.set(node.selectionSet, type);
    if (this.supergraph.isObjectType(type) || set.selections.some(isTypename))
      return set === node.selectionSet ? node : { ...node, selectionSet: set };
    return { ...node, selectionSet: { ...set, selections: [TYPENAME, ...set.selections] } };
  }
}

function isTypename(node: SelectionNode): boolean {
  return node.kind === Kind.FIELD && node.name.value === "__typename" && node.alias === undefined;
}
