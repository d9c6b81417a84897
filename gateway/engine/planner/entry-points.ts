import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { withoutJoinArguments } from "./planner-sdl";

/** A way into an entity type: a field of the query type, made up for the planner, that answers it in one subgraph. */
export interface EntryPoint {
  readonly field: string;
  readonly type: string;
  readonly subgraph: string;
  readonly key: SelectionSetNode;
}

/** The ways into every entity type, and the supergraph that a planner finds them in. */
export interface EntryPoints {
  /**
   * The supergraph with the made-up fields; only a planner ever sees it. Without `@requires` on object types: what is
   * required is fetched stage by stage (`OperationSplitter`), where the planner may fail at it. Without `@provides`,
   * of which it may confuse two.
   */
  readonly supergraphSdl: string;
  of(type: string): readonly EntryPoint[];
}

/** One entry point per entity type and subgraph that resolves it. */
export function createEntryPoints(supergraph: Supergraph): EntryPoints {
  const document = parse(supergraph.sdl, { noLocation: true });
  const queryType = supergraph.apiSchema.getQueryType()?.name;
  const graphNames = supergraph.graphEnumValues;
  const byType = new Map<string, EntryPoint[]>();
  const fields: FieldDefinitionNode[] = [];
  for (const { type, subgraph, key } of supergraph.resolvableKeys) {
    const graph = graphNames.get(subgraph);
    const known = byType.get(type) ?? [];
    if (graph === undefined || known.some((entry) => entry.subgraph === subgraph)) continue;
    const field = `_entry${fields.length}`;
    fields.push(entryField(field, type, graph));
    byType.set(type, [...known, { field, type, subgraph, key }]);
  }
  const definitions = document.definitions.map((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === queryType
      ? {
          ...node,
          directives: [
            ...(node.directives ?? []),
            ...missingJoins(node.directives ?? [], [...graphNames.values()]),
          ],
          fields: [...(node.fields ?? []), ...fields],
        }
      : node,
  );
  return {
    supergraphSdl: print({ kind: Kind.DOCUMENT, definitions: definitions.map(withoutFieldSets) }),
    of: (type) => byType.get(type) ?? [],
  };
}

function withoutFieldSets(node: DefinitionNode): DefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION
    ? withoutJoinArguments(node, ["requires", "provides"])
    : node;
}

function entryField(name: string, type: string, graph: string): FieldDefinitionNode {
  return {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    directives: [join("join__field", graph)],
  };
}

/** A subgraph without root fields of its own need not be joined to the query type yet. */
function missingJoins(
  present: readonly ConstDirectiveNode[],
  graphs: readonly string[],
): ConstDirectiveNode[] {
  const joined = new Set(
    present
      .flatMap((node) => (node.name.value === "join__type" ? (node.arguments ?? []) : []))
      .map(({ value }) => (value.kind === Kind.ENUM ? value.value : "")),
  );
  return graphs.filter((graph) => !joined.has(graph)).map((graph) => join("join__type", graph));
}

function join(name: string, graph: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: "graph" },
        value: { kind: Kind.ENUM, value: graph },
      },
    ],
  };
}
