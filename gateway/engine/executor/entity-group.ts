import type {
  FetchRewrite,
  FlattenNodePathSegment,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import type { Supergraph } from "../supergraph/supergraph";
import type { PathStep } from "../types";
import { isDataObject, type DataObject, type Execution } from "./execution";
import { failFields } from "./fail-fields";
import { FieldFailure, unavailable, type FailureCause } from "./field-failure";
import { compileLocate } from "./locate";
import { mergeInto } from "./merge";
import { compileRepresentation } from "./representation";
import type { RepresentationPool } from "./representation-pool";
import { compileRewrites, renamedKeys } from "./rewrites";
import { readSelectionTree, type SelectionTree } from "./selection-tree";
import type { PathError } from "./subgraph-errors";

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
}

export class EntityGroup<C> {
  readonly alias: string;
  readonly variable: string;
  private readonly locates;
  private readonly build;
  private readonly rewrites;
  private readonly readTree: () => SelectionTree;
  private tree: SelectionTree | undefined;

  constructor(
    node: EntityGroupNode,
    subgraph: string,
    operation: string,
    /** Whether later fetches go below this group's objects, so that objects fetched once must not be shared. */
    private readonly isSteppedInto: boolean,
    private readonly supergraph: Supergraph,
  ) {
    this.alias = node.alias;
    this.variable = node.variable;
    this.locates = node.paths.map((path) => compileLocate(path, supergraph));
    this.build = compileRepresentation(node.requires, node.inputRewrites, subgraph, supergraph);
    this.rewrites = compileRewrites(node.outputRewrites, supergraph);
    this.readTree = () => readSelectionTree(operation, node.alias, renamedKeys(node.outputRewrites));
  }

  /** Finds the group's objects and puts their representations into the pool. */
  collect(execution: Execution<C>, pool: RepresentationPool): GroupTargets {
    const found: DataObject[] = [];
    for (const locate of this.locates) locate(execution.data, found);
    const targets: GroupTargets = { objects: [], indexes: [] };
    for (const object of found) {
      const representation = this.build(object);
      if (representation === undefined) continue;
      if (representation instanceof FieldFailure) {
        this.fail(object, representation.causes);
        continue;
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
        entities instanceof FieldFailure ? entities.causes : [{ error: unavailable(), tail: [] }];
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
      if (entity === null || entity === undefined) continue;
      if (entity instanceof FieldFailure) this.fail(object, entity.causes);
      else if (!isDataObject(entity)) this.fail(object, [{ error: unavailable(), tail: [] }]);
      else {
        mergeInto(object, entity, used?.has(index) ?? false, this.supergraph.isObjectType);
        used?.add(index);
      }
    }
  }

  /** Nothing was answered at all: each object gets the errors that name it, or else the general ones. */
  failWhole(targets: GroupTargets, errors: readonly PathError[]): void {
    const general: FailureCause[] = [];
    const byIndex = new Map<number, FailureCause[]>();
    for (const { error, path } of errors) {
      const [alias, index, ...tail] = path;
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

  private failAll(targets: GroupTargets, causes: readonly FailureCause[]): void {
    for (const object of targets.objects)
      this.fail(
        object,
        causes.map(({ error }) => ({ error, tail: [] })),
      );
  }

  private fail(object: DataObject, causes: readonly FailureCause[]): void {
    this.tree ??= this.readTree();
    failFields(object, this.tree, causes, this.supergraph);
  }
}
