import type {
  FetchRewrite,
  FlattenNodePathSegment,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import { Kind } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import type { PathStep } from "../contract/subgraph";
import { isDataObject, type DataObject, type Execution } from "./execution";
import { failFields } from "./fail-fields";
import { FieldFailure, unfit, type FailureCause } from "./field-failure";
import { compileLocate } from "./locate";
import { mergeInto } from "./merge";
import { setOwnValue } from "./own-value";
import { compileRepresentation, type Lost } from "./representation";
import type { RepresentationPool } from "./representation-pool";
import { compileRewrites, renamedKeys } from "./rewrites";
import { readSelectionTree, type SelectionTree } from "./selection-tree";
import { renameSteps, type PathError } from "./subgraph-errors";

/** One `_entities` field of a fetch: whose objects it asks for and what it gives them. */
export interface EntityGroupNode {
  /** Its response key: `_entities`, or an alias in a fetch that has several. */
  readonly alias: string;
  /** The variable that carries its representations; groups of one fetch may share it. */
  readonly variable: string;
  readonly paths: readonly (readonly FlattenNodePathSegment[])[];
  readonly requires: readonly RequiresSelection[];
  readonly inputRewrites?: readonly FetchRewrite[] | undefined;
  readonly outputRewrites?: readonly FetchRewrite[] | undefined;
}

/** The objects of one run that a group asks for, each with the index of its representation. */
export interface GroupTargets {
  readonly objects: DataObject[];
  readonly indexes: number[];
  /** Objects some of whose required fields were absent: what was computed from those is taken out again. */
  readonly losses: Loss[];
}

interface Loss {
  readonly object: DataObject;
  readonly apply: (object: DataObject) => void;
}

/** Finds the objects of one `_entities` field, asks for them, and merges what comes back into them. */
export class EntityGroup<C> {
  readonly alias: string;
  readonly variable: string;
  /** The keys that output rewrites rename, with the keys they get. */
  readonly renamed: ReadonlyMap<string, string>;
  private readonly locates;
  private readonly build;
  private readonly rewrites;
  private readonly readTree: () => SelectionTree;
  private tree: SelectionTree | undefined;

  constructor(
    node: EntityGroupNode,
    private readonly subgraph: string,
    operation: string,
    /** Whether other fetches write into this group's objects, so that objects fetched once must not be shared. */
    private readonly isSteppedInto: boolean,
    private readonly supergraph: Supergraph,
  ) {
    this.alias = node.alias;
    this.variable = node.variable;
    this.locates = node.paths.map((path) => compileLocate(path, supergraph));
    this.build = compileRepresentation(node.requires, node.inputRewrites, subgraph, supergraph);
    this.rewrites = compileRewrites(node.outputRewrites, supergraph);
    this.renamed = renamedKeys(node.outputRewrites);
    this.readTree = () => readSelectionTree(operation, node.alias, this.renamed);
  }

  /** Finds the group's objects and puts their representations into the pool. */
  collect(execution: Execution<C>, pool: RepresentationPool): GroupTargets {
    const found: DataObject[] = [];
    for (const locate of this.locates) locate(execution.data, found);
    const targets: GroupTargets = { objects: [], indexes: [], losses: [] };
    let lost: Lost = new Map();
    for (const object of found) {
      const representation = this.build(object, lost);
      if (representation === undefined) {
        this.markAbsent(object);
        continue;
      }
      if (representation instanceof FieldFailure) {
        this.fail(object, representation.causes);
        continue;
      }
      if (lost.size > 0) {
        const verdict = this.losses(String(object["__typename"]), lost);
        lost = new Map();
        if (verdict.isAll) {
          verdict.apply(object);
          continue;
        }
        targets.losses.push({ object, apply: verdict.apply });
      }
      targets.objects.push(object);
      targets.indexes.push(pool.add(representation));
    }
    return targets;
  }

  /** Merges the group's part of an answer into its objects. `entities` belongs to the engine. */
  settle(entities: unknown, expected: number, targets: GroupTargets): void {
    if (!Array.isArray(entities) || entities.length !== expected) {
      const causes =
        entities instanceof FieldFailure
          ? entities.causes
          : [{ error: unfit(this.lengthFault(entities, expected), this.subgraph), tail: [] }];
      this.failAll(targets, causes);
      return;
    }
    for (const rewrite of this.rewrites) rewrite(entities);
    const used = this.isSteppedInto ? new Set<number>() : undefined;
    const { objects, indexes } = targets;
    for (let position = 0; position < objects.length; position++) {
      const object = objects[position] as DataObject;
      const index = indexes[position] as number;
      const entity: unknown = entities[index];
      if (entity === null || entity === undefined) {
        this.markAbsent(object);
        continue;
      }
      if (entity instanceof FieldFailure) this.fail(object, entity.causes);
      else if (!isDataObject(entity) || !this.isSameType(object, entity))
        this.fail(object, [
          { error: unfit("An entity is of another type than was asked for.", this.subgraph), tail: [] },
        ]);
      else {
        mergeInto(object, entity, used?.has(index) ?? false, this.supergraph.isObjectType);
        used?.add(index);
      }
    }
    for (const { object, apply } of targets.losses) apply(object);
  }

  private lengthFault(entities: unknown, expected: number): string {
    const found = Array.isArray(entities) ? String(entities.length) : "no list of";
    return `_entities has ${found} items where ${expected} were asked for.`;
  }

  /**
   * What an object loses with required fields that are absent: the fields of this fetch that require them. All of
   * them when it is not known which.
   */
  private losses(typename: string, lost: Lost): { isAll: boolean; apply: (object: DataObject) => void } {
    this.tree ??= this.readTree();
    const tree = this.tree.filter((field) => field.name !== "__typename");
    const requiring = tree.filter((field) =>
      requiredNames(this.supergraph, typename, field.name, this.subgraph).some((name) => lost.has(name)),
    );
    const explained = new Set(
      requiring.flatMap((field) => requiredNames(this.supergraph, typename, field.name, this.subgraph)),
    );
    const isKnown = [...lost.keys()].every((name) => explained.has(name));
    const fields = isKnown ? requiring : tree;
    const failure = [...lost.values()].find((one) => one !== undefined);
    return {
      isAll: fields.length === tree.length,
      apply: (object) => {
        for (const field of fields) object[field.key] = undefined;
        if (failure !== undefined) failFields(object, fields, failure.causes, this.supergraph);
      },
    };
  }

  /** Nothing was answered at all: each object gets the errors that name it, or else the general ones. */
  failWhole(targets: GroupTargets, errors: readonly PathError[]): void {
    const general: FailureCause[] = [];
    const byIndex = new Map<number, FailureCause[]>();
    for (const { error, path } of errors) {
      const [alias, index, ...rest] = path;
      const tail = renameSteps(rest, this.renamed);
      if (alias !== this.alias || typeof index !== "number") general.push({ error, tail: [] });
      else byIndex.set(index, [...(byIndex.get(index) ?? []), { error, tail }]);
    }
    const others =
      general.length > 0 ? general : errors.slice(0, 1).map(({ error }) => ({ error, tail: [] }));
    targets.objects.forEach((object, position) => {
      this.fail(object, byIndex.get(targets.indexes[position] as number) ?? others);
    });
  }

  /** The paths of the objects that one representation stands for; for errors that left no null to carry them. */
  pathsOf(execution: Execution<C>, targets: GroupTargets, index: number): PathStep[][] {
    const found: DataObject[] = [];
    const paths: PathStep[][] = [];
    for (const locate of this.locates) locate(execution.data, found, paths);
    const wanted = new Set(
      targets.objects.filter((_object, position) => targets.indexes[position] === index),
    );
    return paths.filter((_path, position) => wanted.has(found[position] as DataObject));
  }

  /** Whether an entity may be the object that was asked for, going by the names that both give of their types. */
  private isSameType({ __typename: asked }: DataObject, { __typename: given }: DataObject): boolean {
    if (given === undefined || given === asked) return true;
    if (typeof given !== "string" || typeof asked !== "string") return false;
    // One of them may say the interface's name (`@interfaceObject`).
    return this.supergraph.matching(asked).has(given) || this.supergraph.matching(given).has(asked);
  }

  private failAll(targets: GroupTargets, causes: readonly FailureCause[]): void {
    for (const object of targets.objects)
      this.fail(
        object,
        causes.map(({ error }) => ({ error, tail: [] })),
      );
  }

  /** There is no such entity: its fields are known to be absent, and nobody left them out. */
  private markAbsent(object: DataObject): void {
    this.tree ??= this.readTree();
    for (const { key } of this.tree) {
      if (!Object.hasOwn(object, key)) setOwnValue(object, key, undefined);
    }
  }

  private fail(object: DataObject, causes: readonly FailureCause[]): void {
    this.tree ??= this.readTree();
    failFields(object, this.tree, causes, this.supergraph);
  }
}

function requiredNames(supergraph: Supergraph, type: string, field: string, subgraph: string): string[] {
  const selections = supergraph.requires(type, field, subgraph)?.selections ?? [];
  return selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
}
