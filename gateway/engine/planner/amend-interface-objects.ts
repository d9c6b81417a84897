import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import { Kind, parse, type OperationDefinitionNode, type SelectionSetNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";

type Path = readonly FlattenNodePathSegment[];

/**
 * Repairs fetches from a subgraph that knows an interface as one object type (`@interfaceObject`). Where an operation
 * asks it for fields of two object types, router-query-planner 0.0.38 makes one fetch of both and sends only one type's
 * entities: `{ accounts { ... on Admin { nick } ... on Regular { name } } }` answers null for every Admin. Here each
 * type for which the operation asks any of the fetch's fields is sent.
 * @param operation what the plan was made for
 */
export function amendInterfaceObjects(
  root: PlanNode,
  operation: OperationDefinitionNode,
  supergraph: Supergraph,
): PlanNode {
  return supergraph.interfaceObjects.size === 0 ? root : new Amendment(operation, supergraph).apply(root, []);
}

class Amendment {
  constructor(
    private readonly operation: OperationDefinitionNode,
    private readonly supergraph: Supergraph,
  ) {}

  apply(node: PlanNode, path: Path): PlanNode {
    switch (node.kind) {
      case "Sequence":
      case "Parallel":
        return { ...node, nodes: node.nodes.map((child) => this.apply(child, path)) };
      case "Flatten":
        return { ...node, node: this.apply(node.node, [...path, ...node.path]) };
      case "Fetch":
        return node.requires === undefined
          ? node
          : { ...node, requires: this.requires(node.requires, node, "_entities", [path]) };
      case "BatchFetch": {
        const aliases = node.entityBatch.aliases.map((one) => ({
          ...one,
          requires: this.requires(one.requires, node, one.alias, one.paths),
        }));
        return { ...node, entityBatch: { aliases } };
      }
      default:
        return node;
    }
  }

  /** What a group of entities is asked by, for every type that it is asked for. */
  private requires(
    given: readonly RequiresSelection[],
    fetch: FetchNode | BatchFetchNode,
    alias: string,
    paths: readonly Path[],
  ): RequiresSelection[] {
    const fragments = given.filter((one) => one.kind === "InlineFragment");
    const [first] = fragments;
    const asked = this.askedOf(fetch, alias);
    if (first === undefined || asked === undefined) return [...given];
    const covered = new Set(fragments.flatMap((one) => [...this.supergraph.matching(one.typeCondition)]));
    const missing = paths
      .flatMap((path) => [...this.typesAsking(path, asked.fields)])
      .filter((type) => this.supergraph.matching(asked.type).has(type) && !covered.has(type));
    return [...given, ...[...new Set(missing)].map((type) => ({ ...first, typeCondition: type }))];
  }

  /** The interface that the subgraph knows as one object type, and the fields that the fetch asks of it. */
  private askedOf(
    { operation }: FetchNode | BatchFetchNode,
    alias: string,
  ): { readonly type: string; readonly fields: ReadonlySet<string> } | undefined {
    const definition = parse(operation, { noLocation: true }).definitions.find(
      (one) => one.kind === Kind.OPERATION_DEFINITION,
    );
    for (const field of definition?.selectionSet.selections ?? []) {
      if (field.kind !== Kind.FIELD || (field.alias?.value ?? field.name.value) !== alias) continue;
      for (const node of field.selectionSet?.selections ?? []) {
        const type = node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition?.name.value : undefined;
        if (node.kind !== Kind.INLINE_FRAGMENT || type === undefined) continue;
        if (this.supergraph.interfaceObjects.has(type)) return { type, fields: namesIn(node.selectionSet) };
      }
    }
    return undefined;
  }

  /** The object types for which the operation asks any of the fields at a path. */
  private typesAsking(path: Path, fields: ReadonlySet<string>): ReadonlySet<string> {
    const types = new Set<string>();
    const read = (set: SelectionSetNode, condition: string | undefined): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.INLINE_FRAGMENT)
          read(node.selectionSet, node.typeCondition?.name.value ?? condition);
        // What stands under no condition is asked of every type, as the planner knows by itself.
        else if (node.kind === Kind.FIELD && condition !== undefined && fields.has(node.name.value))
          for (const type of this.supergraph.matching(condition))
            if (this.supergraph.isObjectType(type)) types.add(type);
      }
    };
    for (const set of setsAt(this.operation.selectionSet, path)) read(set, undefined);
    return types;
  }
}

function namesIn(set: SelectionSetNode): ReadonlySet<string> {
  const names = set.selections.flatMap((node): string[] => {
    if (node.kind === Kind.FIELD) return node.name.value === "__typename" ? [] : [node.name.value];
    return node.kind === Kind.INLINE_FRAGMENT ? [...namesIn(node.selectionSet)] : [];
  });
  return new Set(names);
}

/** The selections of an operation at a path, whatever the conditions on the way. */
function setsAt(root: SelectionSetNode, path: Path): SelectionSetNode[] {
  let sets = [root];
  for (const segment of path) {
    if (segment === "@" || "TypeCondition" in segment) continue;
    sets = sets.flatMap((set) => fieldsUnder(set, segment.Field));
  }
  return sets;
}

function fieldsUnder(set: SelectionSetNode, key: string): SelectionSetNode[] {
  return set.selections.flatMap((node): SelectionSetNode[] => {
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsUnder(node.selectionSet, key);
    if (node.kind !== Kind.FIELD || (node.alias?.value ?? node.name.value) !== key) return [];
    return node.selectionSet === undefined ? [] : [node.selectionSet];
  });
}
