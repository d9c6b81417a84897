import {
  isAbstractType,
  isCompositeType,
  getNamedType,
  isObjectType,
  Kind,
  visit,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { isCutEverywhere, type FieldCut } from "../cut/field-cut";
import type { Conditions } from "./conditions";
import type { Operation } from "./operation";
import { isIntrospection } from "./response-keys";
import { plannedVariable } from "../executor/variable-names";

/** What a variant of an operation depends on besides the operation. */
export interface Variant {
  readonly schema: GraphQLSchema;
  readonly conditions: Conditions;
  readonly cut: FieldCut | undefined;
  /** Interfaces that are `@interfaceObject` in some subgraph. */
  readonly interfaceObjects: ReadonlySet<string>;
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/**
 * The operation as the planner sees it: only what must be fetched. Fragments are inlined, `@skip` and `@include`
 * decided, cut fields and introspection gone, response keys and variable names harmless, unused variables dropped. `undefined` when
 * nothing is left to fetch. With `rootKey` only that root field, named by its
 * source key, is taken.
 */
export function plannerDocument(
  operation: Operation,
  variant: Variant,
  rootKey?: string,
): OperationDefinitionNode | undefined {
  const rootType = variant.schema.getRootType(operation.node.operation);
  if (!rootType) return undefined;
  const writer = new Writer(operation, variant, rootKey);
  const selections = writer.root(rootType, operation.node.selectionSet);
  if (selections.length === 0) return undefined;
  const node: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.node.operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const used = new Set<string>();
  visit(node, { Variable: (variable) => void used.add(variable.name.value) });
  const variableDefinitions = (operation.node.variableDefinitions ?? []).filter((definition) =>
    used.has(definition.variable.name.value),
  );
  // Each name alone: a node may stand at several places.
  return visit(
    { ...node, variableDefinitions },
    {
      Variable: (variable) => ({
        ...variable,
        name: { ...variable.name, value: plannedVariable(variable.name.value) },
      }),
    },
  );
}

class Writer {
  constructor(
    private readonly operation: Operation,
    private readonly variant: Variant,
    private readonly rootKey: string | undefined,
  ) {}

  root(type: GraphQLObjectType, set: SelectionSetNode): SelectionNode[] {
    return this.selections(type, [type], set, new Set(), true);
  }

  /** `possible` are the object types that can stand here, given all enclosing fragments. */
  private selections(
    parent: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
    set: SelectionSetNode,
    spread: Set<string>,
    isRoot: boolean,
  ): SelectionNode[] {
    const result: SelectionNode[] = [];
    for (const selection of set.selections) {
      if (!this.variant.conditions.includes(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const field = this.field(parent, possible, selection, isRoot);
        if (field !== undefined) result.push(field);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      result.push(...this.fragment(parent, possible, selection, spread, isRoot));
    }
    return result;
  }

  /**
   * A fragment that narrows nothing is written as its selections: on an object, whatever the condition. The planner
   * takes an abstract condition on an object for a change of type (router-query-planner 0.0.38 aborts on some).
   */
  private fragment(
    parent: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
    selection: Exclude<SelectionNode, FieldNode>,
    spread: Set<string>,
    isRoot: boolean,
  ): SelectionNode[] {
    const node =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : this.operation.fragments.get(selection.name.value);
    if (node === undefined) return [];
    const name = node.typeCondition?.name.value;
    const type = name === undefined ? parent : this.variant.schema.getType(name);
    if (!isCompositeType(type)) return [];
    const narrowed = possible.filter((candidate) => this.matches(candidate, type));
    if (narrowed.length === 0) return [];
    if (isObjectType(parent) || type === parent) {
      return this.selections(parent, narrowed, node.selectionSet, spread, isRoot);
    }
    // Of an interface that is one object type in some subgraph the planner loses its way below another interface.
    if (isAbstractType(type) && this.variant.interfaceObjects.has(parent.name))
      return narrowed.flatMap((one) =>
        fragmentOn(one, this.selections(one, [one], node.selectionSet, new Set(spread), isRoot)),
      );
    return fragmentOn(type, this.selections(type, narrowed, node.selectionSet, spread, isRoot));
  }

  private field(
    parent: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
    node: FieldNode,
    isRoot: boolean,
  ): FieldNode | undefined {
    const name = node.name.value;
    // An object's type name is known without asking; an abstract type's stands under its own key.
    if (name === "__typename") return isObjectType(parent) ? undefined : TYPENAME;
    if (isRoot && isIntrospection(node)) return undefined;
    const source = this.operation.responseKeys.source(node);
    if (isRoot && this.rootKey !== undefined && source !== this.rootKey) return undefined;
    const definition = "getFields" in parent ? parent.getFields()[name] : undefined;
    if (definition === undefined) return undefined;
    if (this.variant.cut !== undefined && isCutEverywhere(this.variant.cut, parent, possible, name))
      return undefined;
    const type = getNamedType(definition.type);
    const directives = node.directives?.filter(
      ({ name: { value } }) => value !== "skip" && value !== "include",
    );
    return {
      kind: Kind.FIELD,
      name: node.name,
      ...(source === name ? {} : { alias: { kind: Kind.NAME, value: source } }),
      ...(node.arguments === undefined ? {} : { arguments: node.arguments }),
      ...(directives === undefined ? {} : { directives }),
      ...(node.selectionSet !== undefined && isCompositeType(type)
        ? { selectionSet: this.below(type, node.selectionSet) }
        : {}),
    };
  }

  private below(type: GraphQLCompositeType, set: SelectionSetNode): SelectionSetNode {
    const possible = isAbstractType(type) ? this.variant.schema.getPossibleTypes(type) : [type];
    const selections = this.selections(type, possible, set, new Set(), false);
    // The concrete type decides which fragments apply; it is put into the fetches of the plan. But where some subgraph
    // sees an interface as one object type, only another can tell it, and the planner has to know.
    const asksForType =
      isAbstractType(type) &&
      this.variant.interfaceObjects.has(type.name) &&
      set.selections.some((node) => !isPlainField(node));
    if (selections.length === 0 || (asksForType && !selections.includes(TYPENAME))) selections.push(TYPENAME);
    return { kind: Kind.SELECTION_SET, selections };
  }

  private matches(type: GraphQLObjectType, condition: GraphQLCompositeType): boolean {
    return (
      type === condition || (isAbstractType(condition) && this.variant.schema.isSubType(condition, type))
    );
  }
}

/** Nothing when there is nothing to select. */
function fragmentOn(type: GraphQLCompositeType, selections: readonly SelectionNode[]): InlineFragmentNode[] {
  if (selections.length === 0) return [];
  const typeCondition = {
    kind: Kind.NAMED_TYPE as const,
    name: { kind: Kind.NAME as const, value: type.name },
  };
  return [
    { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } },
  ];
}

function isPlainField(node: SelectionNode): boolean {
  return node.kind === Kind.FIELD && node.name.value !== "__typename";
}
