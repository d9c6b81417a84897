import { Kind, parseType, print, type DocumentNode, type TypeNode } from "graphql";
import { stringArgument } from "./spec-elements";

/** A field's type in one subgraph. */
export interface SubgraphFieldType {
  /** The named type. */
  readonly type: string;
  /** Two fields of equal shape may stand under one response key (spec section 5.3.2, SameResponseShape). */
  readonly shape: string;
  /** Whether it has fields of its own to select. */
  readonly isComposite: boolean;
}

const UNKNOWN: SubgraphFieldType = { type: "", shape: "", isComposite: false };

/**
 * Reads which type each field has in each subgraph, by `Type.field` and by `Type.field@GRAPH` where it is another
 * (`@join__field(type:)`). GRAPH is the value of `join__Graph`.
 */
export function readFieldTypes(
  document: DocumentNode,
): (type: string, field: string, graph: string | undefined) => SubgraphFieldType {
  const types = new Map<string, TypeNode>();
  const composite = new Set<string>();
  for (const node of document.definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) composite.add(node.name.value);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    composite.add(node.name.value);
    for (const field of node.fields ?? []) {
      const coordinate = `${node.name.value}.${field.name.value}`;
      types.set(coordinate, field.type);
      for (const join of field.directives ?? []) {
        const own = join.name.value === "join__field" ? stringArgument(join, "type") : undefined;
        const graph = stringArgument(join, "graph");
        if (own !== undefined && graph !== undefined) types.set(`${coordinate}@${graph}`, parseType(own));
      }
    }
  }
  const known = new Map<string, SubgraphFieldType>();
  return (type, field, graph) => {
    const inGraph = `${type}.${field}@${graph}`;
    const found = known.get(inGraph);
    if (found !== undefined) return found;
    const node = types.get(inGraph) ?? types.get(`${type}.${field}`);
    if (node === undefined) return UNKNOWN;
    const name = namedType(node);
    const isComposite = composite.has(name);
    const text = print(node);
    const read = { type: name, shape: isComposite ? text.replace(name, "{}") : text, isComposite };
    known.set(inGraph, read);
    return read;
  };
}

function namedType(node: TypeNode): string {
  return node.kind === Kind.NAMED_TYPE ? node.name.value : namedType(node.type);
}
