import { Kind, parse, print, visit, type ConstDirectiveNode, type ObjectTypeDefinitionNode } from "graphql";

/** An entity type as a planner walks it: in each subgraph its keys, and what it can be asked for. */
interface Entity {
  readonly type: string;
  readonly graphs: ReadonlyMap<
    string,
    { readonly keys: ReadonlySet<string>; readonly enterable: ReadonlySet<string> }
  >;
  has(graph: string, key: string): boolean;
}

/** Steps of the walk below which planning takes milliseconds: nothing is changed then. */
const HARMLESS = 2_000;
/** Steps that router-query-planner 0.0.38 takes some 0.5 to 1 s for; one subgraph more makes them ten times as many. */
const TOO_MANY = 200_000;

/**
 * The supergraph's text as the planner gets it. Where an entity's key is missing in a subgraph, router-query-planner
 * 0.0.38 looks for it in every order of the other subgraphs: with a chain of keys (`a: k0 k1`, `b: k1 k2`, …) each
 * subgraph more makes planning ten times as long. A type whose walk is long and that has one key in common everywhere
 * is entered by that key alone; a type that has none is refused (decision 0081).
 * @throws Error naming the type, when operations over it could not be planned in time
 */
export function plannerSupergraph(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true });
  let isNarrowed = false;
  const definitions = document.definitions.map((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
    const entity = readEntity(node);
    if (walkSteps(entity) <= HARMLESS) return node;
    const common = commonKey(entity, node);
    if (common !== undefined) {
      isNarrowed = true;
      return enteredBy(common, node);
    }
    if (walkSteps(entity) <= TOO_MANY) return node;
    throw new Error(
      `The keys of ${entity.type} differ between ${entity.graphs.size} subgraphs in such a way that operations over it ` +
        "could not be planned in time: give it one key that all of them have",
    );
  });
  return isNarrowed ? print({ kind: Kind.DOCUMENT, definitions }) : supergraphSdl;
}

function readEntity(node: ObjectTypeDefinitionNode): Entity {
  const graphs = new Map<string, { keys: Set<string>; enterable: Set<string> }>();
  for (const directive of joins(node.directives, "join__type")) {
    const graph = graphs.get(directive.graph) ?? { keys: new Set(), enterable: new Set() };
    graphs.set(directive.graph, graph);
    if (directive.key === undefined) continue;
    graph.keys.add(directive.key);
    if (directive.isResolvable) graph.enterable.add(directive.key);
  }
  const fields = new Map(
    (node.fields ?? []).map((field) => {
      const own = joins(field.directives, "join__field").filter(({ isExternal }) => !isExternal);
      const isEverywhere = !field.directives?.some(({ name }) => name.value === "join__field");
      return [field.name.value, isEverywhere ? [...graphs.keys()] : own.map(({ graph }) => graph)];
    }),
  );
  return {
    type: node.name.value,
    graphs,
    has: (graph, key) =>
      graphs.get(graph)?.keys.has(key) === true ||
      topFields(key).every((name) => fields.get(name)?.includes(graph) === true),
  };
}

/** Steps that looking for missing keys takes from the subgraph where it takes most, counted no further than is needed. */
function walkSteps(entity: Entity): number {
  const { graphs } = entity;
  let most = 0;
  for (const start of graphs.keys()) {
    if (most > TOO_MANY) return most;
    let steps = 0;
    const passed = new Set([start]);
    const walk = (): void => {
      for (const [graph, { enterable }] of graphs) {
        if (passed.has(graph)) continue;
        for (const key of enterable) {
          steps += 1;
          if (steps > TOO_MANY) return;
          if (entity.has(start, key)) continue;
          passed.add(graph);
          walk();
          passed.delete(graph);
        }
      }
    };
    walk();
    most = Math.max(most, steps);
  }
  return most;
}

/**
 * A key that every subgraph of the type declares and by which each that can be entered can be entered. Its fields are
 * never null, or an entity without them could be entered by another key only.
 */
function commonKey({ graphs }: Entity, node: ObjectTypeDefinitionNode): string | undefined {
  const all = [...graphs.values()];
  const isNeverNull = (name: string): boolean =>
    node.fields?.some((field) => field.name.value === name && field.type.kind === Kind.NON_NULL_TYPE) ===
    true;
  return [...(all[0]?.keys ?? [])].find(
    (key) =>
      /^[\w\s]+$/.test(key) &&
      topFields(key).every(isNeverNull) &&
      all.every(({ keys, enterable }) => keys.has(key) && (enterable.size === 0 || enterable.has(key))),
  );
}

function enteredBy(common: string, node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  return visit(node, {
    Directive(directive) {
      if (directive.name.value !== "join__type") return undefined;
      const [join] = joins([directive as ConstDirectiveNode], "join__type");
      if (join?.key === undefined || join.key === common) return undefined;
      const kept = (directive.arguments ?? []).filter(({ name }) => name.value !== "resolvable");
      return { ...directive, arguments: [...kept, NOT_RESOLVABLE] };
    },
  });
}

const NOT_RESOLVABLE = {
  kind: Kind.ARGUMENT as const,
  name: { kind: Kind.NAME as const, value: "resolvable" },
  value: { kind: Kind.BOOLEAN as const, value: false },
};

interface Join {
  readonly graph: string;
  readonly key: string | undefined;
  readonly isResolvable: boolean;
  readonly isExternal: boolean;
}

function joins(directives: readonly ConstDirectiveNode[] | undefined, name: string): Join[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) => {
      const of = (argument: string) => directive.arguments?.find((one) => one.name.value === argument)?.value;
      const graph = of("graph");
      const key = of("key");
      const [resolvable, external] = [of("resolvable"), of("external")];
      return {
        graph: graph?.kind === Kind.ENUM ? graph.value : "",
        key: key?.kind === Kind.STRING ? key.value.trim().replaceAll(/\s+/g, " ") : undefined,
        isResolvable: !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value),
        isExternal: external?.kind === Kind.BOOLEAN && external.value,
      };
    });
}

/** The names at the top of a field set: `a { b } c` has a and c. */
function topFields(key: string): string[] {
  let text = key;
  while (/\{[^{}]*\}/.test(text)) text = text.replaceAll(/\{[^{}]*\}/g, " ");
  return text.match(/\w+/g) ?? [];
}
