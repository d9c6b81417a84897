import * as fc from "fast-check";
import type { Composer, Resolvers, SubgraphOptions, WorldOptions } from "./world";

/** A type's field before it is known whether it fits: numbers are taken modulo what there is. */
const fieldSpec = fc.record({
  kind: fc.constantFrom("scalar", "scalar", "sized", "box", "ref", "refs", "computed", "computed"),
  graph: fc.nat(2),
  /** A second subgraph that answers it too. */
  also: fc.option(fc.nat(2), { freq: 3 }),
  target: fc.nat(3),
  isNonNull: fc.boolean(),
  provides: fc.boolean(),
});

/** A supergraph in outline. */
export const schemaSpec = fc.record({
  composer: fc.constantFrom<Composer>("guild", "apollo"),
  graphs: fc.constantFrom(2, 3),
  types: fc.array(
    fc.record({
      home: fc.nat(2),
      /** By which key each subgraph knows the type. */
      keys: fc.tuple(keyName(), keyName(), keyName()),
      fields: fc.array(fieldSpec, { minLength: 1, maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  roots: fc.array(
    fc.record({
      graph: fc.nat(2),
      target: fc.nat(2),
      kind: fc.constantFrom("one", "list", "nodes", "any", "named"),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  /** An interface of its home's types that is one object type elsewhere (`@interfaceObject`). */
  pets: fc.option(fc.record({ home: fc.nat(2), elsewhere: fc.nat(2) }), { freq: 2 }),
});

export type SchemaSpec = typeof schemaSpec extends fc.Arbitrary<infer T> ? T : never;
type Key = "id" | "code" | "place { x y }";

function keyName(): fc.Arbitrary<Key> {
  return fc.constantFrom("id", "id", "code", "place { x y }");
}

interface Field {
  readonly name: string;
  readonly kind: string;
  readonly type: string;
  /** Of the selection that computes it. */
  readonly requires?: { readonly field: Field; readonly selection: string };
  readonly hosts: ReadonlySet<number>;
  readonly target: number;
  provided: boolean;
  readonly provides?: Field | undefined;
}

interface Root {
  readonly name: string;
  readonly type: string;
  readonly resolve: () => unknown;
}

interface Instance {
  readonly __typename: string;
  readonly id: string;
  readonly provides?: string | undefined;
}

const KEY_FIELDS: Readonly<Record<string, string>> = {
  id: "id: ID!",
  code: "code: ID!",
  place: "place: Place!",
};
const INSTANCES = 3;

/** Subgraphs with data for an outline, and the resolvers of one schema over the same data. May not compose. */
export function randomWorld(spec: SchemaSpec): Pick<WorldOptions, "subgraphs" | "unfederated"> {
  const types = new RandomTypes(spec);
  const graphs = Array.from({ length: spec.graphs }, (_value, graph) => graph);
  return {
    subgraphs: Object.fromEntries(graphs.map((graph) => [`g${graph}`, types.subgraph(graph)])),
    unfederated: types.unfederated(),
  };
}

interface Pets {
  readonly home: number;
  readonly elsewhere: number;
  readonly members: readonly number[];
}

class RandomTypes {
  private readonly fields: readonly (readonly Field[])[];
  private readonly pets: Pets | undefined;

  constructor(private readonly spec: SchemaSpec) {
    const plain = spec.types.map((_type, index) => this.readFields(index));
    this.fields = plain.map((list, type) =>
      list.map((field, index) => this.withProvides(plain, type, field, index)),
    );
    this.pets = this.readPets();
  }

  subgraph(graph: number): SubgraphOptions {
    const present = this.spec.types.map((_type, type) => type).filter((type) => this.isPresent(type, graph));
    const named = present.filter((type) => this.fields[type]![0]!.hosts.has(graph));
    const nodes = present.filter((type) => this.keys(type, graph).includes("id"));
    const roots = this.roots(graph, present, nodes, named);
    const typeDefs = [
      `type Query { ${roots.map(({ name, type }) => `${name}: ${type}`).join(" ")} ping${graph}: Int }`,
      "type Place @shareable { x: ID! y: ID! } type Box @shareable { w: Int h: Int }",
      ...(nodes.length > 0 ? ["interface Node { id: ID! }"] : []),
      ...(named.length > 0 ? ["interface Named { name: String }"] : []),
      ...(this.pets?.home === graph ? ['interface Pet @key(fields: "id") { id: ID! }'] : []),
      ...(this.pets?.elsewhere === graph
        ? ['type Pet @interfaceObject @key(fields: "id") { id: ID! tag: String }']
        : []),
      ...(present.length > 0 ? [`union Any = ${present.map((type) => `T${type}`).join(" | ")}`] : []),
      ...present.map((type) => this.typeDefinition(type, graph, nodes.includes(type), named.includes(type))),
    ].join("\n");
    const resolvers: Resolvers = {
      Query: Object.fromEntries(roots.map(({ name, resolve }) => [name, resolve])),
      ...abstracts(),
    };
    if (this.pets?.home === graph) Object.assign(resolvers["Pet"]!, { __resolveReference: petOf });
    if (this.pets?.elsewhere === graph)
      resolvers["Pet"] = { tag, __resolveReference: (pet: Instance) => pet };
    for (const type of present) resolvers[`T${type}`] = this.resolvers(type, graph);
    return { typeDefs, resolvers };
  }

  unfederated(): Resolvers {
    const all = this.spec.types.map((_type, type) => type);
    const resolvers: Resolvers = { Query: {}, ...abstracts() };
    for (let graph = 0; graph < this.spec.graphs; graph++) {
      const present = all.filter((type) => this.isPresent(type, graph));
      const named = present.filter((type) => this.fields[type]![0]!.hosts.has(graph));
      const nodes = present.filter((type) => this.keys(type, graph).includes("id"));
      for (const { name, resolve } of this.roots(graph, present, nodes, named))
        resolvers["Query"]![name] = resolve;
    }
    for (const type of all) resolvers[`T${type}`] = this.resolvers(type, undefined);
    return resolvers;
  }

  /** The field's value for an instance: the same wherever it is asked for. */
  private value(
    type: number,
    field: Field,
    id: string,
    args: { readonly unit?: number | null } = {},
  ): unknown {
    const number = hash(`T${type}.${field.name}#${id}`);
    const isNull = number % 5 === 0 && !field.type.endsWith("!");
    switch (field.kind) {
      case "sized":
        return isNull ? null : (number % 10) * (args.unit ?? 7);
      case "box":
        return isNull ? null : { w: number % 10, h: number % 3 === 0 ? null : number % 7 };
      case "ref":
        return isNull ? null : this.instance(field, number);
      case "refs":
        return isNull
          ? null
          : [number, number + 1, number + 1].slice(0, number % 4).map((one) => this.instance(field, one));
      case "computed":
        return computed(this.value(type, field.requires!.field, id, { unit: 2 }), field);
      default:
        return isNull ? null : `${field.name}-${id}`;
    }
  }

  private instance(field: Field, number: number): Instance {
    return { ...instanceOf(field.target, number), provides: field.provides?.name };
  }

  private resolvers(type: number, graph: number | undefined): Record<string, unknown> {
    const result: Record<string, unknown> = {
      tag,
      code: ({ id }: Instance) => `c${id}`,
      place: ({ id }: Instance) => ({ x: `x${id}`, y: `y${id}` }),
      __resolveReference: (reference: Partial<Instance> & { code?: string; place?: { x: string } }) => ({
        ...reference,
        id: reference.id ?? reference.code?.slice(1) ?? reference.place!.x.slice(1),
      }),
    };
    for (const field of this.fields[type]!) {
      const { name } = field;
      const own = ({ id }: Instance, args: object) => this.value(type, field, id, args);
      if (graph === undefined) result[name] = own;
      else if (!field.hosts.has(graph)) {
        // External: what came with the reference, or what a @provides promised.
        result[name] = (source: Instance & Record<string, unknown>, args: object) => {
          if (name in source) return source[name];
          if (source.provides === name) return own(source, args);
          throw new Error(`T${type}.${name} was asked of g${graph}, which does not have it.`);
        };
      } else if (field.requires !== undefined) {
        const { name: required } = field.requires.field;
        result[name] = (source: Record<string, unknown>) => {
          if (!(required in source)) throw new Error(`${name} was asked for without ${required}.`);
          return computed(source[required], field);
        };
      } else result[name] = own;
    }
    return result;
  }

  private roots(
    graph: number,
    present: readonly number[],
    nodes: readonly number[],
    named: readonly number[],
  ): Root[] {
    const listed = this.spec.roots.flatMap(({ graph: given, target, kind }, index): Root[] => {
      if (given % this.spec.graphs !== graph || present.length === 0) return [];
      const name = `${kind}${index}`;
      const of = (types: readonly number[]) =>
        types.flatMap((type) => [0, 1].map((number) => instanceOf(type, number + index)));
      const type = target % this.spec.types.length;
      if (kind === "any") return [{ name, type: "[Any!]!", resolve: () => of(present) }];
      if (kind === "nodes" && nodes.length > 0)
        return [{ name, type: "[Node]", resolve: () => [...of(nodes), null] }];
      if (kind === "named" && named.length > 0) return [{ name, type: "[Named]", resolve: () => of(named) }];
      if (!present.includes(type)) return [];
      if (kind === "list") return [{ name, type: `[T${type}!]`, resolve: () => of([type]) }];
      return [{ name, type: `T${type}`, resolve: () => of([type])[0] }];
    });
    if (this.pets === undefined) return listed;
    const { home, elsewhere, members } = this.pets;
    const resolve = () => members.flatMap((type) => [instanceOf(type, 0), instanceOf(type, 2)]);
    const isHere = graph === home || graph === elsewhere;
    return [...listed, ...(isHere ? [{ name: `pets${graph}`, type: "[Pet!]", resolve }] : [])];
  }

  private readPets(): Pets | undefined {
    const { pets, graphs, types } = this.spec;
    if (pets === null) return undefined;
    const [home, elsewhere] = [pets.home % graphs, pets.elsewhere % graphs];
    const members = types.flatMap((type, index) =>
      type.home % graphs === home && !this.isPresent(index, elsewhere) ? [index] : [],
    );
    return members.length === 0 || home === elsewhere ? undefined : { home, elsewhere, members };
  }

  private typeDefinition(type: number, graph: number, isNode: boolean, isNamed: boolean): string {
    const keys = this.keys(type, graph);
    const isPet = this.pets?.home === graph && this.pets.members.includes(type);
    const interfaces = [
      ...(isNode ? ["Node"] : []),
      ...(isNamed ? ["Named"] : []),
      ...(isPet ? ["Pet"] : []),
    ];
    const lines = this.fields[type]!.flatMap((field) => {
      const declared = `${field.name}${field.kind === "sized" ? "(unit: Int)" : ""}: ${field.type}`;
      if (!field.hosts.has(graph))
        return this.isExternal(type, field, graph) ? [`${declared} @external`] : [];
      const shared = field.hosts.size > 1 || field.provided ? " @shareable" : "";
      const requires =
        field.requires === undefined ? "" : ` @requires(fields: "${field.requires.selection}")`;
      const provides =
        field.provides === undefined || field.provides.hosts.has(graph)
          ? ""
          : ` @provides(fields: "${field.provides.name}")`;
      return [`${declared}${shared}${requires}${provides}`];
    });
    const keyFields = new Set(keys.map((key) => key.split(" ")[0]!));
    return `type T${type}${interfaces.length > 0 ? ` implements ${interfaces.join(" & ")}` : ""} ${keys
      .map((key) => `@key(fields: "${key}")`)
      .join(" ")} { ${[...keyFields].map((key) => KEY_FIELDS[key]).join(" ")} ${lines.join(" ")} }`;
  }

  /** Its home knows a type by all keys, the others by one. */
  private keys(type: number, graph: number): readonly Key[] {
    const { home, keys } = this.spec.types[type]!;
    if (home % this.spec.graphs === graph) return ["id", "code", "place { x y }"];
    return [keys[graph]!];
  }

  private isPresent(type: number, graph: number): boolean {
    const { types, graphs, roots } = this.spec;
    return (
      types[type]!.home % graphs === graph ||
      this.fields[type]!.some((field) => field.hosts.has(graph)) ||
      this.fields.some((list) =>
        list.some((field) => field.target === type && field.kind.startsWith("ref") && field.hosts.has(graph)),
      ) ||
      roots.some(
        (root) =>
          root.graph % graphs === graph &&
          root.target % types.length === type &&
          ["one", "list"].includes(root.kind),
      )
    );
  }

  private isExternal(type: number, field: Field, graph: number): boolean {
    const isRequired = this.fields[type]!.some(
      (one) => one.requires?.field.name === field.name && one.hosts.has(graph),
    );
    const isProvided = this.fields.some((list) =>
      list.some((one) => one.target === type && one.provides?.name === field.name && one.hosts.has(graph)),
    );
    return isRequired || isProvided;
  }

  private readFields(type: number): Field[] {
    const { graphs, types } = this.spec;
    const result: Field[] = [];
    for (const [index, spec] of types[type]!.fields.entries()) {
      const graph = spec.graph % graphs;
      const required = result.filter((one) => !one.kind.startsWith("ref") && !one.hosts.has(graph))[0];
      const isFirst = index === 0;
      const kind = isFirst || (spec.kind === "computed" && required === undefined) ? "scalar" : spec.kind;
      const target = spec.target % types.length;
      const name = isFirst ? "name" : `${kind[0]}${kind === "refs" ? "s" : ""}${type}${index}`;
      const base = {
        scalar: "String",
        computed: "String",
        sized: "Int",
        box: "Box",
        ref: `T${target}`,
        refs: `[T${target}!]`,
      }[kind];
      const isNonNull = spec.isNonNull && kind !== "computed" && !kind.startsWith("ref");
      result.push({
        name,
        kind,
        target: kind.startsWith("ref") ? target : -1,
        type: `${base}${isNonNull ? "!" : ""}`,
        hosts: new Set(kind === "computed" || spec.also === null ? [graph] : [graph, spec.also % graphs]),
        provided: false,
        ...(kind === "computed" ? { requires: { field: required!, selection: selectionOf(required!) } } : {}),
      });
    }
    return result;
  }

  private withProvides(all: readonly (readonly Field[])[], type: number, field: Field, index: number): Field {
    if (!field.kind.startsWith("ref") || !this.spec.types[type]!.fields[index]!.provides) return field;
    const provided = all[field.target]!.find(
      (one) => one.kind === "scalar" && [...field.hosts].every((graph) => !one.hosts.has(graph)),
    );
    if (provided !== undefined) provided.provided = true;
    return { ...field, provides: provided };
  }
}

function selectionOf({ kind, name }: Field): string {
  if (kind === "sized") return `${name}(unit: 2)`;
  return kind === "box" ? `${name} { w h }` : name;
}

function computed(given: unknown, { requires }: Field): string {
  const { kind } = requires!.field;
  if (kind !== "box" || given === null) return `of ${String(given)}`;
  const { w, h } = given as { w: number; h: number | null };
  return `of ${w} by ${h}`;
}

function abstracts(): Resolvers {
  const __resolveType = ({ __typename }: Instance) => __typename;
  const abstract = () => ({ __resolveType });
  return { Node: abstract(), Named: abstract(), Any: abstract(), Pet: abstract() };
}

/** An id says of which type it is: the types of an interface have one key. */
function instanceOf(type: number, number: number): Instance {
  return { __typename: `T${type}`, id: `${type}${number % INSTANCES}` };
}

function petOf({ id }: Instance): Instance {
  return { __typename: `T${id[0]}`, id };
}

function tag({ id }: Instance): string | null {
  return hash(`tag${id}`) % 4 === 0 ? null : `tag-${id}`;
}

function hash(text: string): number {
  let result = 7;
  for (const char of text) result = (result * 31 + char.charCodeAt(0)) % 10_007;
  return result;
}
