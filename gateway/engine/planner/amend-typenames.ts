import type { PlanNode } from "@graphql-hive/router-query-planner";
import { Kind, parse, print, type DefinitionNode, type FieldNode, type SelectionSetNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { mapFetches } from "./map-fetches";

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/**
 * Asks for `__typename` wherever a fetch selects an interface or a union, since the answer's shape depends on it. The
 * planner is not asked for it: router-query-planner 0.0.38 would leave a path that `@provides` opens, to fetch the name
 * on another one. A composite field that the planner left without any selection gets this one, so that its subgraph
 * does not refuse the fetch.
 */
export function amendTypenames(root: PlanNode, supergraph: Supergraph): PlanNode {
  return mapFetches(root, (fetch) => {
    const operation = new Typenames(supergraph, fetch.serviceName).amend(
      fetch.operation,
      fetch.operationKind,
    );
    return operation === undefined ? fetch : { ...fetch, operation };
  });
}

class Typenames {
  private isChanged = false;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly subgraph: string,
  ) {}

  /** Nothing when the operation has them all. */
  amend(operation: string, kind: string | undefined): string | undefined {
    const root = this.supergraph.rootTypeName(kind === "mutation" ? "Mutation" : "Query");
    const document = parse(operation, { noLocation: true });
    const definitions = document.definitions.map((node): DefinitionNode => {
      if (node.kind === Kind.OPERATION_DEFINITION)
        return { ...node, selectionSet: this.set(node.selectionSet, root) };
      if (node.kind !== Kind.FRAGMENT_DEFINITION) return node;
      return { ...node, selectionSet: this.set(node.selectionSet, node.typeCondition.name.value) };
    });
    return this.isChanged ? print({ ...document, definitions }) : undefined;
  }

  private set(set: SelectionSetNode, type: string): SelectionSetNode {
    const selections = set.selections.map((node) => {
      if (node.kind === Kind.FIELD) return this.field(node, type);
      if (node.kind === Kind.FRAGMENT_SPREAD) return node;
      return { ...node, selectionSet: this.set(node.selectionSet, node.typeCondition?.name.value ?? type) };
    });
    return { ...set, selections };
  }

  private field(node: FieldNode, parent: string): FieldNode {
    const name = node.name.value;
    if (name === "_entities" && node.selectionSet !== undefined)
      return { ...node, selectionSet: this.set(node.selectionSet, "") };
    const { type, isComposite } = this.supergraph.fieldType(parent, name, this.subgraph);
    if (!isComposite) return node;
    if (node.selectionSet === undefined) {
      this.isChanged = true;
      return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME] } };
    }
    const set = this.set(node.selectionSet, type);
    if (this.supergraph.isObjectType(type) || set.selections.some(isTypename))
      return { ...node, selectionSet: set };
    this.isChanged = true;
    return { ...node, selectionSet: { ...set, selections: [TYPENAME, ...set.selections] } };
  }
}

function isTypename(node: SelectionSetNode["selections"][number]): boolean {
  return node.kind === Kind.FIELD && node.name.value === "__typename" && node.alias === undefined;
}
