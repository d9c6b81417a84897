import type { BatchFetchNode, FetchNode, FetchRewrite, PlanNode } from "@graphql-hive/router-query-planner";
import { Kind, parse, print, visit, type FieldNode, type SelectionSetNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { inlineFragments } from "./inline-fragments";
import { mapFetches } from "./map-fetches";

/**
 * Repairs fetches that their subgraph would refuse: fields of different types under one response key (spec section
 * 5.3.2, SameResponseShape), as in `_entities { ... on A { name } ... on B { name } }` where one name can be null and
 * the other not. router-query-planner 0.0.38 keeps them apart within one entity type, but not between those that it
 * fetches together. All but the first get a key of their own, and what the subgraph answers is renamed.
 */
export function amendShapes(root: PlanNode, supergraph: Supergraph): PlanNode {
  return mapFetches(root, (fetch) => ({
    ...fetch,
    ...(fetch.kind === "Fetch" ? amendFetch(fetch, supergraph) : amendBatch(fetch, supergraph)),
  }));
}

function amendFetch(node: FetchNode, supergraph: Supergraph): FetchNode {
  const found = separate(node, supergraph);
  if (found === undefined) return node;
  const isEntity = node.requires !== undefined && node.requires.length > 0;
  const rewrites = found.renames.map(({ path, to }) => rename(isEntity ? path.slice(1) : path, to));
  return {
    ...node,
    operation: found.operation,
    outputRewrites: [...rewrites, ...(node.outputRewrites ?? [])],
  };
}

function amendBatch(node: BatchFetchNode, supergraph: Supergraph): BatchFetchNode {
  const found = separate(node, supergraph);
  if (found === undefined) return node;
  const aliases = node.entityBatch.aliases.map((one) => {
    const own = found.renames.filter(({ path }) => path[0] === one.alias);
    const rewrites = own.map(({ path, to }) => rename(path.slice(1), to));
    return { ...one, outputRewrites: [...rewrites, ...(one.outputRewrites ?? [])] };
  });
  return { ...node, operation: found.operation, entityBatch: { aliases } };
}

function rename(path: readonly string[], to: string): FetchRewrite {
  return { KeyRenamer: { path: path.map((key) => ({ Key: key })), renameKeyTo: to } };
}

interface Rename {
  readonly path: readonly string[];
  readonly to: string;
}

/** Nothing when the operation is fit to be sent as it is. */
function separate(
  { operation, serviceName, operationKind }: FetchNode | BatchFetchNode,
  supergraph: Supergraph,
): { readonly operation: string; readonly renames: readonly Rename[] } | undefined {
  // Without two fragments no key can stand for fields of two types.
  if (operation.split("...").length < 3) return undefined;
  const document = inlineFragments(parse(operation, { noLocation: true }));
  const root = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (root === undefined) return undefined;
  const level = new ShapeSeparation(supergraph, serviceName);
  const rootType = operationKind === "mutation" ? "Mutation" : "Query";
  level.visit([{ set: root.selectionSet, parent: supergraph.rootTypeName(rootType) }], []);
  if (level.aliases.size === 0) return undefined;
  const amended = visit(document, {
    Field(node) {
      const value = level.aliases.get(node);
      return value === undefined ? undefined : { ...node, alias: { kind: Kind.NAME, value } };
    },
  });
  return { operation: print(amended), renames: level.renames };
}

interface Place {
  readonly set: SelectionSetNode;
  /** The type that the selection is made on. */
  readonly parent: string;
}

class ShapeSeparation {
  readonly aliases = new Map<FieldNode, string>();
  readonly renames: Rename[] = [];

  constructor(
    private readonly supergraph: Supergraph,
    private readonly subgraph: string,
  ) {}

  /** All the selections whose fields end up in one object of the answer. */
  visit(places: readonly Place[], path: readonly string[]): void {
    for (const [key, byShape] of this.fields(places)) {
      let isFirst = true;
      for (const fields of byShape.values()) {
        const own = isFirst ? key : `_s${this.renames.length}`;
        if (!isFirst) {
          this.renames.push({ path: [...path, own], to: key });
          for (const { node } of fields) this.aliases.set(node, own);
        }
        isFirst = false;
        const below = fields.flatMap(({ node, type }) =>
          node.selectionSet === undefined ? [] : [{ set: node.selectionSet, parent: type }],
        );
        if (below.length > 0) this.visit(below, [...path, own]);
      }
    }
  }

  /** The fields by response key, and there by the shape of their type in the subgraph. */
  private fields(places: readonly Place[]) {
    const byKey = new Map<string, Map<string, { node: FieldNode; type: string }[]>>();
    const collect = ({ set, parent }: Place): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.INLINE_FRAGMENT) {
          collect({ set: node.selectionSet, parent: node.typeCondition?.name.value ?? parent });
        }
        if (node.kind !== Kind.FIELD) continue;
        const key = node.alias?.value ?? node.name.value;
        const { shape, type } = this.supergraph.fieldType(parent, node.name.value, this.subgraph);
        const byShape = byKey.get(key) ?? new Map<string, { node: FieldNode; type: string }[]>();
        byShape.set(shape, [...(byShape.get(shape) ?? []), { node, type }]);
        byKey.set(key, byShape);
      }
    };
    places.forEach(collect);
    return byKey;
  }
}
