import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { stringArgument } from "./spec-elements";

/** What a subgraph says of one field of one of its types. */
export interface SubgraphField {
  /** Marked `@external`: the subgraph names the field and does not answer it, but for what some `@provides` opens. */
  readonly isExternal: boolean;
  readonly arguments: ReadonlySet<string>;
  /** What the field's `@provides` opens below it. */
  readonly provides: SelectionSetNode | undefined;
}

/** Which types and fields each subgraph has, as the joins of the supergraph tell (https://specs.apollo.dev/join/v0.3). */
export interface SubgraphFields {
  hasType(type: string, subgraph: string): boolean;
  /** Nothing for a field that the subgraph's type does not have. */
  field(type: string, field: string, subgraph: string): SubgraphField | undefined;
  /** Whether the subgraph has a field of this name, of any type, that is `@external`. */
  hasExternal(field: string, subgraph: string): boolean;
}

/** @param names the name of each subgraph by its value of `join__Graph` */
export function readSubgraphFields(
  document: DocumentNode,
  names: ReadonlyMap<string, string>,
): SubgraphFields {
  const types = new Map<string, ReadonlySet<string>>();
  const fields = new Map<string, SubgraphField>();
  const external = new Set<string>();
  for (const node of document.definitions) {
    if (!("name" in node) || node.name === undefined || !("directives" in node)) continue;
    const type = node.name.value;
    const graphs = graphsOf(node.directives as readonly ConstDirectiveNode[] | undefined, names);
    if (graphs.length > 0) types.set(type, new Set(graphs));
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      for (const [graph, read] of readField(field, graphs, names)) {
        fields.set(`${type}.${field.name.value}@${graph}`, read);
        if (read.isExternal) external.add(`${field.name.value}@${graph}`);
      }
    }
  }
  return {
    hasType: (type, subgraph) => types.get(type)?.has(subgraph) ?? false,
    field: (type, field, subgraph) => fields.get(`${type}.${field}@${subgraph}`),
    hasExternal: (field, subgraph) => external.has(`${field}@${subgraph}`),
  };
}

function graphsOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  names: ReadonlyMap<string, string>,
): string[] {
  return (directives ?? []).flatMap((directive) => {
    const name = directive.name.value === "join__type" ? graphOf(directive, names) : undefined;
    return name === undefined ? [] : [name];
  });
}

function graphOf(directive: ConstDirectiveNode, names: ReadonlyMap<string, string>): string | undefined {
  return names.get(stringArgument(directive, "graph") ?? "");
}

/** A field that no join speaks of is in every subgraph that has the type. */
function readField(
  field: FieldDefinitionNode,
  graphs: readonly string[],
  names: ReadonlyMap<string, string>,
): [string, SubgraphField][] {
  const given = new Set((field.arguments ?? []).map((argument) => argument.name.value));
  const joins = (field.directives ?? []).filter((directive) => directive.name.value === "join__field");
  if (joins.length === 0)
    return graphs.map((graph) => [graph, { isExternal: false, arguments: given, provides: undefined }]);
  return joins.flatMap((join): [string, SubgraphField][] => {
    const graph = graphOf(join, names);
    if (graph === undefined) return [];
    const provides = stringArgument(join, "provides");
    return [
      [
        graph,
        {
          isExternal: isTrue(join, "external"),
          arguments: given,
          provides: provides === undefined ? undefined : fieldSet(provides),
        },
      ],
    ];
  });
}

function isTrue(directive: ConstDirectiveNode, name: string): boolean {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** Parses the field set of a federation directive, e.g. `id owner { id }`. @throws GraphQLError when it is none */
export function fieldSet(text: string): SelectionSetNode {
  const definition = parse(`{${text}}`, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No field set: ${text}`);
  return definition.selectionSet;
}
