import type { FetchRewrite, RequiresSelection } from "@graphql-hive/router-query-planner";
import { getNamedType, Kind, type SelectionSetNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { isDataObject, type DataObject } from "./execution";
import { FieldFailure, unfit } from "./field-failure";
import { compileFits, fieldType } from "./fits-type";
import { ownValue } from "./own-value";
import { compileRewrites } from "./rewrites";

/**
 * Builds the representation by which a subgraph is asked for an object (federation subgraph spec, `_Any`).
 * `undefined`: the object cannot be asked for, its key is absent. A failure: its key failed. What else was required
 * and is absent or failed is noted in `lost`, and nothing that is computed from it may be believed.
 */
export type BuildRepresentation = (target: DataObject, lost: Lost) => DataObject | FieldFailure | undefined;

/** Required fields of an object that are not there, with the failure that took them when there is one. */
export type Lost = Map<string, FieldFailure | undefined>;

/** Compiles what a fetch requires into the making of one representation (federation's `_Any`) from an object. */
export function compileRepresentation(
  requires: readonly RequiresSelection[],
  inputRewrites: readonly FetchRewrite[] | undefined,
  subgraph: string,
  supergraph: Supergraph,
): BuildRepresentation {
  const write = compileSelections(requires, supergraph);
  const rewrites = compileRewrites(inputRewrites, supergraph, true);
  const isKey = compileIsKey(requires, subgraph, supergraph);
  const hasOtherKey = compileHasOtherKey(subgraph, supergraph);
  return (target, lost) => {
    const typename = target["__typename"];
    // A name of no type would make the subgraph refuse the whole fetch; the projection says what is wrong.
    if (typeof typename !== "string" || !isType(typename, supergraph)) return undefined;
    const state: State = {
      isMissing: false,
      hasNull: false,
      failure: undefined,
      failedKeys: undefined,
      isEmpty: true,
      depth: 0,
      lost,
      isKey,
    };
    const result: DataObject = { __typename: typename };
    write(target, result, state);
    const { failedKeys } = state;
    if (failedKeys !== undefined && !hasOtherKey(typename, result)) {
      const failure = [...failedKeys.values()].find((one) => one !== undefined);
      return failure;
    }
    if (state.isEmpty) return undefined;
    for (const rewrite of rewrites) rewrite(result);
    if (state.hasNull && !hasUsableKey(result, subgraph, supergraph)) return undefined;
    return result;
  };
}

function isType(name: string, supergraph: Supergraph): boolean {
  return supergraph.isObjectType(name) || supergraph.matching(name).size > 1;
}

interface State {
  isMissing: boolean;
  hasNull: boolean;
  /** No fragment applied to the object's type. */
  isEmpty: boolean;
  failure: FieldFailure | undefined;
  /** Key fields that are not there, like `lost`. */
  failedKeys: Lost | undefined;
  /** 0 while the object itself is read, more below it. */
  depth: number;
  readonly lost: Lost;
  readonly isKey: (field: string) => boolean;
}

type Write = (source: DataObject, result: DataObject, state: State) => void;

/** `type` is the type that the selections are of, where that is known. */
function compileSelections(
  selections: readonly RequiresSelection[],
  supergraph: Supergraph,
  type?: string,
): Write {
  const isAbstract = selections.some((selection) => selection.kind === "InlineFragment");
  const writes = selections.flatMap((selection): Write[] => {
    if (selection.kind === "InlineFragment") {
      const types = supergraph.matching(selection.typeCondition);
      const inner = compileSelections(selection.selections, supergraph, selection.typeCondition);
      return [
        (source, result, state) => {
          const typename = source["__typename"];
          if (typeof typename !== "string" || types.has(typename)) inner(source, result, state);
        },
      ];
    }
    if (selection.kind === "Field") return [compileField(selection, supergraph, type)];
    throw new Error("A plan requires a fragment by name, which no plan defines.");
  });
  return (source, result, state) => {
    // Which of several fragments an object was read by is told by its type alone.
    if (isAbstract && typeof source["__typename"] === "string") result["__typename"] = source["__typename"];
    for (const write of writes) write(source, result, state);
  };
}

function compileField(
  selection: Extract<RequiresSelection, { kind: "Field" }>,
  supergraph: Supergraph,
  type: string | undefined,
): Write {
  const { name } = selection;
  if (name === "__typename") {
    return (source, result, state) => {
      state.isEmpty = false;
      if (source["__typename"] !== undefined) result["__typename"] = source["__typename"];
    };
  }
  // A plan reads `name` and sends it as `alias`: what it had to fetch under a key of its own.
  const key = selection.alias ?? name;
  const output = fieldType(supergraph.apiSchema, type, key);
  const fits = compileFits(output);
  const below =
    selection.selections === undefined
      ? undefined
      : compileSelections(selection.selections, supergraph, output && getNamedType(output).name);
  const read: Write = (source, result, state) => {
    const value = ownValue(source, name);
    if (value === undefined) {
      state.isMissing = true;
      // What was looked for and is not there is set to undefined; what was left out of an answer is a fault.
      if (state.depth > 0 || !Object.hasOwn(source, name))
        state.failure ??= FieldFailure.of(
          unfit(`The field ${name}, which another subgraph needs, was left out.`),
        );
    } else if (value instanceof FieldFailure) {
      // A field that went down with a sibling takes along what is computed from it, for the sibling's reasons.
      state.failure ??= value.isDerived && state.depth === 0 ? value : asOwn(value);
    } else if (value === null) {
      state.hasNull = true;
      result[key] = null;
    } else if (!fits(value))
      state.failure ??= FieldFailure.of(
        unfit(`The field ${name}, which another subgraph needs, is of another type.`),
      );
    else result[key] = below === undefined ? value : writeBelow(value, below, state);
  };
  return (source, result, state) => {
    state.isEmpty = false;
    read(source, result, state);
    const isBad = state.isMissing || state.failure !== undefined;
    if (!isBad || state.depth > 0) return;
    if (state.isKey(key)) (state.failedKeys ??= new Map()).set(key, state.failure);
    else state.lost.set(key, state.failure);
    state.isMissing = false;
    state.failure = undefined;
    delete result[key];
  };
}

function writeBelow(value: unknown, write: Write, state: State): unknown {
  if (Array.isArray(value)) return value.map((item) => writeBelow(item, write, state));
  if (value instanceof FieldFailure) {
    state.failure ??= asOwn(value);
    return null;
  }
  if (!isDataObject(value)) return value ?? null;
  const result: DataObject = {};
  state.depth++;
  write(value, result, state);
  state.depth--;
  return result;
}

/** Whether a required field is part of a key, without which the object cannot be asked for. */
function compileIsKey(
  requires: readonly RequiresSelection[],
  subgraph: string,
  supergraph: Supergraph,
): (field: string) => boolean {
  const names = new Set<string>();
  for (const selection of requires) {
    if (selection.kind !== "InlineFragment") continue;
    for (const type of supergraph.matching(selection.typeCondition)) {
      for (const key of supergraph.keys(type, subgraph)) {
        for (const node of key.selections) if (node.kind === Kind.FIELD) names.add(node.name.value);
      }
    }
  }
  return (field) => names.size === 0 || names.has(field);
}

/** Whether one of the keys is whole: any of them will do where a plan names several. */
function compileHasOtherKey(
  subgraph: string,
  supergraph: Supergraph,
): (typename: string, representation: DataObject) => boolean {
  return (typename, representation) =>
    supergraph
      .keys(typename, subgraph)
      .some((key) =>
        key.selections.every(
          (node) =>
            node.kind !== Kind.FIELD ||
            node.name.value === "__typename" ||
            (representation[node.name.value] ?? null) !== null,
        ),
      );
}

/** What depends on a failed value fails for the same reasons, at its own place. */
function asOwn(failure: FieldFailure): FieldFailure {
  return new FieldFailure(failure.causes.map(({ error }) => ({ error, tail: [] })));
}

/** Whether one of the subgraph's keys says anything: with nothing but nulls there is nobody to look up. */
function hasUsableKey(representation: DataObject, subgraph: string, supergraph: Supergraph): boolean {
  const keys = supergraph.keys(String(representation["__typename"]), subgraph);
  return keys.length === 0 || keys.some((key) => saysAnything(representation, key));
}

function saysAnything(value: unknown, set: SelectionSetNode): boolean {
  if (Array.isArray(value)) return value.some((item) => saysAnything(item, set));
  if (!isDataObject(value)) return false;
  return set.selections.some((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value === "__typename") return false;
    const field = value[selection.name.value];
    if (field === null || field === undefined) return false;
    return selection.selectionSet === undefined || saysAnything(field, selection.selectionSet);
  });
}
