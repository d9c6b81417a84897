import { createHash } from "node:crypto";
import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { buildApiSchema } from "./api-schema";
import { refuseUnsupported } from "./unsupported";
import { readFieldTypes, type SubgraphFieldType } from "./field-types";
import { readCostDirectives, type CostDirectives } from "./cost-directives";
import { stringArgument } from "./spec-elements";
import { fieldSet, readSubgraphFields, type SubgraphFields } from "./subgraph-fields";

/** What the engine reads from a supergraph besides the planner's own reading of it. */
export interface Supergraph {
  readonly sdl: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string;
  readonly apiSchema: GraphQLSchema;
  readonly costDirectives: CostDirectives;
  /** Every subgraph, by the name that plans use. */
  readonly subgraphs: ReadonlyMap<string, { readonly name: string; readonly url: string }>;
  /**
   * The `__typename`s that satisfy a type condition, inaccessible types included: the type itself, and for an
   * abstract type everything that implements it or belongs to it.
   */
  matching(typeCondition: string): ReadonlySet<string>;
  readonly isObjectType: (name: string) => boolean;
  /** Interfaces that are `@interfaceObject` in some subgraph. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Every `@key` of an object type by which its subgraph can be asked for it. */
  readonly resolvableKeys: readonly {
    readonly type: string;
    readonly subgraph: string;
    readonly key: SelectionSetNode;
  }[];
  /** The `join__Graph` value of each subgraph, by name. */
  readonly graphEnumValues: ReadonlyMap<string, string>;
  /** The `@key`s of a type in a subgraph, parsed. */
  keys(type: string, subgraph: string): readonly SelectionSetNode[];
  /** The `@requires` of a field in a subgraph, parsed. */
  requires(type: string, field: string, subgraph: string): SelectionSetNode | undefined;
  /** Which types and fields each subgraph has. */
  readonly subgraphFields: SubgraphFields;
  /** The type that a field has in a subgraph. */
  fieldType(type: string, field: string, subgraph: string): SubgraphFieldType;
  /** The name of a root type; the usual one when the supergraph has none. */
  rootTypeName(usual: "Query" | "Mutation"): string;
  readonly hasRequires: boolean;
  readonly hasProvides: boolean;
  /** Whether two `@requires` of one type in one subgraph select one field with different arguments. */
  readonly hasConflictingRequires: boolean;
  /** Names of the fields that some `@requires` selects with arguments. */
  readonly requiredWithArguments: ReadonlySet<string>;
  /** Every field name of every type: an alias equal to one of them could hide a field that a plan fetches by itself. */
  readonly fieldNames: ReadonlySet<string>;
}

/** Reads a supergraph. Throws a GraphQLError when the text is no supergraph, and an Error for what is not supported. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  refuseUnsupported(document);
  const graphs = readGraphs(document);
  const matching = new Map<string, Set<string>>();
  const objects = new Set<string>();
  const keys = new Map<string, SelectionSetNode[]>();
  const requires = new Map<string, SelectionSetNode>();
  const fieldNames = new Set<string>();
  const interfaceObjects = new Set<string>();
  const resolvableKeys: Supergraph["resolvableKeys"][number][] = [];
  const match = (condition: string, type: string) => {
    const known = matching.get(condition);
    if (known === undefined) matching.set(condition, new Set([condition, type]));
    else known.add(type);
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const member of node.types ?? []) match(node.name.value, member.name.value);
    }
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = node.name.value;
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) objects.add(type);
    match(type, type);
    for (const parent of node.interfaces ?? []) match(parent.name.value, type);
    if (node.directives?.some(isInterfaceObject)) interfaceObjects.add(type);
    for (const { graph, argument, isResolvable } of joins(node.directives, "join__type", "key", graphs)) {
      const list = keys.get(`${type}@${graph}`) ?? [];
      const key = fieldSet(argument);
      list.push(key);
      if (isResolvable && node.kind === Kind.OBJECT_TYPE_DEFINITION)
        resolvableKeys.push({ type, subgraph: graph, key });
      keys.set(`${type}@${graph}`, list);
    }
    for (const field of node.fields ?? []) {
      fieldNames.add(field.name.value);
      for (const { graph, argument } of joins(field.directives, "join__field", "requires", graphs)) {
        requires.set(`${type}.${field.name.value}@${graph}`, fieldSet(argument));
      }
    }
  }
  const apiSchema = buildApiSchema(document);
  const fieldTypes = readFieldTypes(document);
  const graphEnumValues = new Map([...graphs].map(([value, graph]) => [graph.name, value]));
  return {
    sdl,
    hash: createHash("sha256").update(sdl).digest("hex"),
    apiSchema,
    costDirectives: readCostDirectives(document),
    subgraphs: new Map([...graphs.values()].map((graph) => [graph.name, graph])),
    matching: (condition) => matching.get(condition) ?? new Set([condition]),
    isObjectType: (name) => objects.has(name),
    interfaceObjects,
    resolvableKeys,
    graphEnumValues,
    subgraphFields: readSubgraphFields(
      document,
      new Map([...graphs].map(([value, { name }]) => [value, name])),
    ),
    fieldType: (type, field, subgraph) => fieldTypes(type, field, graphEnumValues.get(subgraph)),
    rootTypeName: (usual) =>
      (usual === "Mutation" ? apiSchema.getMutationType() : apiSchema.getQueryType())?.name ?? usual,
    keys: (type, subgraph) => keys.get(`${type}@${subgraph}`) ?? [],
    requires: (type, field, subgraph) => requires.get(`${type}.${field}@${subgraph}`),
    hasRequires: requires.size > 0,
    hasProvides: /\bprovides:\s*"/.test(sdl),
    hasConflictingRequires: conflict(requires),
    requiredWithArguments: new Set([...requires.values()].flatMap(namesWithArguments)),
    fieldNames,
  };
}

function isInterfaceObject(directive: ConstDirectiveNode): boolean {
  return directive.name.value === "join__type" && isFlag(directive, "isInterfaceObject", true);
}

function isFlag(directive: ConstDirectiveNode, name: string, expected: boolean): boolean {
  return (directive.arguments ?? []).some(
    (argument) =>
      argument.name.value === name &&
      argument.value.kind === Kind.BOOLEAN &&
      argument.value.value === expected,
  );
}

type Graphs = ReadonlyMap<string, { readonly name: string; readonly url: string }>;

function readGraphs(document: DocumentNode): Graphs {
  const graphs = new Map<string, { name: string; url: string }>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== "join__Graph") continue;
    for (const value of node.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === "join__graph");
      const name = graph === undefined ? undefined : stringArgument(graph, "name");
      const url = graph === undefined ? undefined : stringArgument(graph, "url");
      graphs.set(value.name.value, { name: name ?? value.name.value, url: url ?? "" });
    }
  }
  if (graphs.size === 0)
    throw new Error("No supergraph: the schema has no join__Graph enum with a subgraph in it.");
  return graphs;
}

function* joins(
  directives: readonly ConstDirectiveNode[] | undefined,
  directive: string,
  argument: string,
  graphs: Graphs,
): Iterable<{ graph: string; argument: string; isResolvable: boolean }> {
  for (const node of directives ?? []) {
    if (node.name.value !== directive) continue;
    const graph = stringArgument(node, "graph");
    const text = stringArgument(node, argument);
    const name = graph === undefined ? undefined : graphs.get(graph)?.name;
    if (name !== undefined && text !== undefined)
      yield { graph: name, argument: text, isResolvable: !isFlag(node, "resolvable", false) };
  }
}

function conflict(requires: ReadonlyMap<string, SelectionSetNode>): boolean {
  const seen = new Map<string, string>();
  for (const [coordinate, { selections }] of requires) {
    for (const node of selections) {
      if (node.kind !== Kind.FIELD) continue;
      const id = `${coordinate.replace(/\.[^@]*/, "")}.${node.name.value}`;
      const given = (node.arguments ?? []).map(print).sort().join();
      if ((seen.get(id) ?? given) !== given) return true;
      seen.set(id, given);
    }
  }
  return false;
}

function namesWithArguments(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    const below =
      "selectionSet" in selection && selection.selectionSet ? namesWithArguments(selection.selectionSet) : [];
    const own = selection.kind === Kind.FIELD && selection.arguments?.length ? [selection.name.value] : [];
    return [...own, ...below];
  });
}
