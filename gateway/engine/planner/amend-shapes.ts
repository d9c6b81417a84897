import type { BatchFetchNode, FetchNode, FetchRewrite } from "@graphql-hive/router-query-planner";
import { Kind, visit, type DocumentNode, type FieldNode, type SelectionSetNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";

/**
 * Repairs fetches that their subgraph would refuse: fields of different types under one response key (spec section
 * 5.3.2, SameResponseShape), as in `_entities { ... on A { name } ... on B { name } }` where one name can be null and
 * the other not. router-query-planner 0.0.38 keeps them apart within one entity type, but not between those that it
 * fetches together. All but the first get a key of their own, and what the subgraph answers is renamed.
 */
export function amendShapes<T extends FetchNode | BatchFetchNode>(
  fetch: T,
  document: DocumentNode,
  rootType: string,
  supergraph: Supergraph,
): { readonly fetch: T; readonly document: DocumentNode } {
  // Without two fragments no key can stand for fields of two types.
  if (fetch.operation.split("...").length < 3) return { fetch, document };
  const found = separate(document, rootType, fetch.serviceName, supergraph);
  if (found === undefined) return { fetch, document };
  const rewrites =
    fetch.kind === "Fetch" ? fetchRewrites(fetch, found.renames) : batchRewrites(fetch, found.renames);
  return { fetch: { ...fetch, ...rewrites }, document: found.document };
}

function fetchRewrites(node: FetchNode, renames: readonly Rename[]): Pick<FetchNode, "outputRewrites"> {
  const isEntity = node.requires !== undefined && node.requires.length > 0;
  const rewrites = renames.map(({ path, to }) => rename(isEntity ? path.slice(1) : path, to));
  return { outputRewrites: [...rewrites, ...(node.outputRewrites ?? [])] };
}

function batchRewrites(
  node: BatchFetchNode,
  renames: readonly Rename[],
): Pick<BatchFetchNode, "entityBatch"> {
  const aliases = node.entityBatch.aliases.map((one) => {
    const own = renames.filter(({ path }) => path[0] === one.alias);
    const rewrites = own.map(({ path, to }) => rename(path.slice(1), to));
    return { ...one, outputRewrites: [...rewrites, ...(one.outputRewrites ?? [])] };
  });
  return { entityBatch: { aliases } };
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
  document: DocumentNode,
  rootType: string,
  subgraph: string,
  supergraph: Supergraph,
): { readonly document: DocumentNode; readonly renames: readonly Rename[] } | undefined {
  const root = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (root === undefined) return undefined;
  const level = new ShapeSeparation(supergraph, subgraph);
  level.visit([{ set: root.selectionSet, parent: rootType }], []);
  if (level.aliases.size === 0) return undefined;
  const amended = visit(document, {
    Field(node) {
      const value = level.aliases.get(node);
      return value === undefined ? undefined : { ...node, alias: { kind: Kind.NAME, value } };
    },
  });
  return { document: amended, renames: level.renames };
}

interface Place {
  readonly set: SelectionSetNode;
  /** The type that the selection is made on. */
  readonly parent: string;
}

interface TypedField {
  readonly node: FieldNode;
  readonly type: string;
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
  private fields(places: readonly Place[]): Map<string, Map<string, TypedField[]>> {
    const byKey = new Map<string, Map<string, TypedField[]>>();
    const collect = ({ set, parent }: Place): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.INLINE_FRAGMENT) {
          collect({ set: node.selectionSet, parent: node.typeCondition?.name.value ?? parent });
        }
        if (node.kind !== Kind.FIELD) continue;
        const key = node.alias?.value ?? node.name.value;
        const { shape, type } = this.supergraph.fieldType(parent, node.name.value, this.subgraph);
        let byShape = byKey.get(key);
        if (byShape === undefined) byKey.set(key, (byShape = new Map()));
        const same = byShape.get(shape);
        if (same === undefined) byShape.set(shape, [{ node, type }]);
        else same.push({ node, type });
      }
    };
    places.forEach(collect);
    return byKey;
  }
}
