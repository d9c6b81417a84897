import {
  Kind,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import type { Supergraph } from "../supergraph/supergraph";

/** What a `@provides` opens where a selection is made; nothing outside of one. */
type Provided = readonly SelectionNode[];

/**
 * Why a subgraph would refuse an operation, or answer it with fields that it does not have; nothing when it is fit to
 * be sent. Fragments must be inlined already. Without `usesProvides` every `@external` field is refused.
 */
export function checkSelections(
  operation: OperationDefinitionNode,
  rootType: string,
  subgraph: string,
  supergraph: Supergraph,
  usesProvides = true,
): string | undefined {
  const variables = new Set(
    (operation.variableDefinitions ?? []).map((definition) => definition.variable.name.value),
  );
  return new SelectionCheck(variables, rootType, subgraph, supergraph, usesProvides).set(
    operation.selectionSet,
    rootType,
    [],
  );
}

class SelectionCheck {
  constructor(
    private readonly variables: ReadonlySet<string>,
    private readonly rootType: string,
    private readonly subgraph: string,
    private readonly supergraph: Supergraph,
    private readonly usesProvides: boolean,
  ) {}

  /**
   * @param provided what is open at this place although it is `@external`
   * @param isEntity whether the objects come with representations, which bring what `@requires` names
   */
  set(set: SelectionSetNode, type: string, provided: Provided, isEntity = false): string | undefined {
    for (const node of set.selections) {
      const fault =
        node.kind === Kind.FIELD
          ? this.field(node, type, provided, isEntity)
          : this.fragment(node, type, provided, isEntity);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  private fragment(
    node: Exclude<SelectionNode, FieldNode>,
    parent: string,
    provided: Provided,
    isEntity: boolean,
  ): string | undefined {
    if (node.kind !== Kind.INLINE_FRAGMENT) return "A fragment is not defined.";
    const type = node.typeCondition?.name.value ?? parent;
    if (!this.hasType(type)) return `There is no type ${type}.`;
    return this.set(node.selectionSet, type, provided, isEntity);
  }

  private field(node: FieldNode, parent: string, provided: Provided, isEntity: boolean): string | undefined {
    const name = node.name.value;
    const undefinedVariable = node.arguments?.find(({ value }) => !this.areKnown(value));
    if (undefinedVariable !== undefined) return `A variable of ${parent}.${name} is not defined.`;
    if (name === "__typename") return undefined;
    if (name === "_entities" && parent === this.rootType)
      return node.selectionSet === undefined
        ? "_entities selects nothing."
        : this.set(node.selectionSet, "", [], true);
    const field = this.supergraph.subgraphFields.field(parent, name, this.subgraph);
    if (field === undefined) return `There is no field ${parent}.${name}.`;
    const opened = provided.length === 0 ? [] : provided.flatMap((one) => this.opened(one, parent, name));
    const closed = this.closed(parent, name, provided);
    if (closed !== undefined) return `${closed}.${name} is external and no @provides opens it.`;
    if (!this.isComputable(parent, name, provided, isEntity))
      return `${parent}.${name} requires what nobody gives.`;
    const unknown = node.arguments?.find((argument) => !field.arguments.has(argument.name.value));
    if (unknown !== undefined) return `${parent}.${name} has no argument ${unknown.name.value}.`;
    const { type, isComposite } = this.supergraph.fieldType(parent, name, this.subgraph);
    if (isComposite !== (node.selectionSet !== undefined))
      return `${parent}.${name} ${isComposite ? "selects nothing" : "has no fields to select"}.`;
    if (node.selectionSet === undefined) return undefined;
    const below = [
      ...opened.flatMap((one) => one.selectionSet?.selections ?? []),
      ...((this.usesProvides ? field.provides?.selections : undefined) ?? []),
    ];
    return this.set(node.selectionSet, type, below);
  }

  /** The type in which a field is `@external` here and not opened: the parent, or one that may stand for it. */
  private closed(parent: string, name: string, provided: Provided): string | undefined {
    // Nearly never: looking through the types is what a check would spend its time on.
    if (!this.supergraph.subgraphFields.hasExternal(name, this.subgraph)) return undefined;
    return [...this.supergraph.matching(parent)].find((type) => {
      if (this.supergraph.subgraphFields.field(type, name, this.subgraph)?.isExternal !== true) return false;
      return (
        !this.isKeyField(type, name) && provided.every((one) => this.opened(one, type, name).length === 0)
      );
    });
  }

  /** A computed field is right where representations bring what it requires, or a `@provides` opens that. */
  private isComputable(parent: string, name: string, provided: Provided, isEntity: boolean): boolean {
    if (isEntity || !this.supergraph.hasRequires) return true;
    const required = this.supergraph.requires(parent, name, this.subgraph)?.selections ?? [];
    return required.every(
      (node) =>
        node.kind !== Kind.FIELD ||
        provided.some((one) => this.opened(one, parent, node.name.value).length > 0),
    );
  }

  /** The selections of a field set that speak of a field, through the fragments that can hold for the type. */
  private opened(node: SelectionNode, parent: string, name: string): FieldNode[] {
    if (node.kind === Kind.FIELD) return node.name.value === name ? [node] : [];
    if (node.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = node.typeCondition?.name.value;
    if (condition !== undefined && !this.overlap(condition, parent)) return [];
    return node.selectionSet.selections.flatMap((one) => this.opened(one, parent, name));
  }

  private overlap(one: string, other: string): boolean {
    const types = this.supergraph.matching(other);
    return [...this.supergraph.matching(one)].some((type) => types.has(type));
  }

  /** A field of a key may be `@external` in the style of Federation 1, and is answered all the same. */
  private isKeyField(type: string, name: string): boolean {
    return this.supergraph
      .keys(type, this.subgraph)
      .some(({ selections }) => selections.some((one) => one.kind === Kind.FIELD && one.name.value === name));
  }

  private hasType(type: string): boolean {
    return this.supergraph.subgraphFields.hasType(type, this.subgraph);
  }

  private areKnown(value: ValueNode): boolean {
    if (value.kind === Kind.VARIABLE) return this.variables.has(value.name.value);
    if (value.kind === Kind.LIST) return value.values.every((one) => this.areKnown(one));
    return value.kind !== Kind.OBJECT || value.fields.every((one) => this.areKnown(one.value));
  }
}
