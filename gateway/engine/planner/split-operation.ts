import type { FlattenNodePathSegment } from "@graphql-hive/router-query-planner";
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  print,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type InlineFragmentNode,
  type SelectionNode,
} from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import type { EntryPoint, EntryPoints } from "./entry-points";

type Path = readonly FlattenNodePathSegment[];

/** What is fetched for the entities at one path once the operation around them has been. */
export interface Stage {
  readonly path: Path;
  readonly entry: EntryPoint;
  /** What the entities bring along besides their key. */
  readonly needs: readonly Need[];
  selections: readonly SelectionNode[];
}

/** A field that `@requires` names, with the key under which it was fetched. */
export interface Need {
  readonly key: string;
  readonly field: FieldNode;
}

/**
 * Where an operation is split, the fewest places first: where a field with `@requires` is selected; also at object
 * types where a subgraph knows but an `@interfaceObject`; at every entity.
 */
export const SPLIT_MODES = ["requires", "interfaceObjects", "entities"] as const;
/** One of the ways to split an operation. */
export type SplitMode = (typeof SPLIT_MODES)[number];

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/**
 * Takes the selections of entities out of an operation and leaves their keys in place, so that each part starts at a
 * root again. Outer stages come before the ones inside them. Fragments must be inlined already.
 */
export class OperationSplitter {
  readonly stages: Stage[] = [];
  /** Under which key a required field is fetched, by path, type and field. */
  private readonly needed = new Map<string, string>();

  constructor(
    private readonly supergraph: Supergraph,
    private readonly entries: EntryPoints,
    private readonly mode: SplitMode,
  ) {}

  /**
   * The selections of `type` at `path` with what was split off replaced by keys. `isBlind`: some subgraph that answers
   * here may know no object type.
   */
  split(
    selections: readonly SelectionNode[],
    type: GraphQLCompositeType,
    path: Path,
    isBlind = false,
  ): SelectionNode[] {
    return selections.map((node) => {
      if (node.kind === Kind.FIELD) return this.field(node, type, path);
      return node.kind === Kind.INLINE_FRAGMENT ? this.fragment(node, path, isBlind) : node;
    });
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, path: Path): FieldNode {
    const definition = "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
    if (definition === undefined || node.selectionSet === undefined) return node;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return node;
    const key = node.alias?.value ?? node.name.value;
    const below = [...path, { Field: key }, ...lists(definition.type)];
    const isBlind = this.supergraph.interfaceObjects.has(type.name);
    const selections = this.position(node.selectionSet.selections, type, below, isBlind);
    return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  }

  private fragment(node: InlineFragmentNode, path: Path, isBlind: boolean): InlineFragmentNode {
    const type = this.supergraph.apiSchema.getType(node.typeCondition?.name.value ?? "");
    if (!isCompositeType(type)) return node;
    const below = [...path, { TypeCondition: [type.name] }];
    const selections = this.position(node.selectionSet.selections, type, below, isBlind);
    return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  }

  private position(
    selections: readonly SelectionNode[],
    type: GraphQLCompositeType,
    path: Path,
    isBlind: boolean,
  ): SelectionNode[] {
    if (isAbstractType(type)) {
      const concrete = this.concreteFields(selections, this.supergraph.apiSchema.getPossibleTypes(type));
      return this.split(
        [...selections.filter((node) => !concrete.moved.has(node)), ...concrete.fragments],
        type,
        path,
        isBlind,
      );
    }
    if (!isObjectType(type)) return this.split(selections, type, path);
    return this.parts(type, selections).flatMap((part) => {
      const entry = this.entry(type, part, isBlind);
      if (entry === undefined) return this.split(part, type, path);
      // What it requires comes before it, and may be split off itself.
      const { needs, inPlace } = this.needs(type, part, entry, path);
      const stage: Stage = { path, entry, needs, selections: [] };
      this.stages.push(stage);
      stage.selections = this.split(part, type, path);
      return [TYPENAME, ...entry.key.selections, ...inPlace];
    });
  }

  /**
   * The fields that a part requires of others. Each is fetched under a key of its own: the client may ask for the
   * same field otherwise, and two `@requires` may select it with different arguments.
   */
  private needs(
    type: GraphQLObjectType,
    part: readonly SelectionNode[],
    { subgraph }: EntryPoint,
    path: Path,
  ): { readonly needs: Need[]; readonly inPlace: SelectionNode[] } {
    const needs: Need[] = [];
    const inPlace: SelectionNode[] = [];
    for (const field of part.flatMap(fieldNames)) {
      for (const node of this.supergraph.requires(type.name, field, subgraph)?.selections ?? []) {
        if (node.kind !== Kind.FIELD || node.name.value === "__typename") continue;
        const id = `${JSON.stringify(path)} ${type.name} ${print(node)}`;
        const known = this.needed.get(id);
        const key = known ?? `_r${this.needed.size}`;
        needs.push({ key, field: node });
        if (known !== undefined) continue;
        this.needed.set(id, key);
        const aliased: FieldNode = { ...node, alias: { kind: Kind.NAME, value: key } };
        inPlace.push(...this.position([aliased], type, path, false));
      }
    }
    return { needs, inPlace };
  }

  /** Fields with `@requires` can be at odds with each other, or need each other: each makes a stage of its own. */
  private parts(type: GraphQLObjectType, selections: readonly SelectionNode[]): (readonly SelectionNode[])[] {
    const isComputed = (node: SelectionNode) =>
      node.kind === Kind.FIELD &&
      this.entries
        .of(type.name)
        .some(({ subgraph }) => this.supergraph.requires(type.name, node.name.value, subgraph));
    const rest = selections.filter((node) => !isComputed(node));
    const parts = selections.filter(isComputed).map((node) => [node]);
    return rest.length === 0 ? parts : [rest, ...parts];
  }

  /** Fields selected on an abstract type, written out per object type where some must be split off. */
  private concreteFields(selections: readonly SelectionNode[], possible: readonly GraphQLObjectType[]) {
    const fields = selections.filter(
      (node) =>
        node.kind === Kind.FIELD && possible.some((type) => this.entry(type, [node], false) !== undefined),
    );
    const fragments = fields.length === 0 ? [] : possible.map((type) => inlineFragment(type.name, fields));
    return { moved: new Set(fields), fragments };
  }

  private entry(
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
    isBlind: boolean,
  ): EntryPoint | undefined {
    const entries = this.entries.of(type.name);
    const fields = selections.flatMap(fieldNames);
    const required = entries.find(({ subgraph }) =>
      fields.some((field) => this.supergraph.requires(type.name, field, subgraph) !== undefined),
    );
    if (required !== undefined || this.mode === "requires") return required;
    if (this.mode === "interfaceObjects" && !isBlind) return undefined;
    return entries.find(({ key }) =>
      fields.some((field) => field !== "__typename" && !isKeyField(field, key.selections)),
    );
  }
}

function fieldNames(node: SelectionNode): string[] {
  if (node.kind === Kind.FIELD) return [node.name.value];
  return node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet.selections.flatMap(fieldNames) : [];
}

function isKeyField(field: string, key: readonly SelectionNode[]): boolean {
  return key.some((node) => node.kind === Kind.FIELD && node.name.value === field);
}

function inlineFragment(type: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

function lists(type: GraphQLOutputType): "@"[] {
  if (isNonNullType(type)) return lists(type.ofType);
  return isListType(type) ? ["@", ...lists(type.ofType)] : [];
}
