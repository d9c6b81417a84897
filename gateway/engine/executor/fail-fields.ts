import type { Supergraph } from "../supergraph/supergraph";
import { isDataObject, type DataObject } from "./execution";
import { ownValue, setOwnValue } from "./own-value";
import { FieldFailure, type FailureCause } from "./field-failure";
import type { SelectionTree } from "./selection-tree";

/**
 * Marks the fields that a fetch should have given to an object and did not. The tails of `causes` start at the
 * object: a field named by one of them failed itself, the others went down with it. What other fetches gave stays.
 */
export function failFields(
  target: DataObject,
  tree: SelectionTree,
  causes: readonly FailureCause[],
  supergraph: Supergraph,
): void {
  const typename = target["__typename"];
  const isOwn = causes.every((cause) => cause.tail.length === 0);
  for (const field of tree) {
    if (field.key === "__typename") continue;
    if (typeof typename === "string" && !satisfies(typename, field.conditions, supergraph)) continue;
    const named = causes.filter((cause) => cause.tail[0] === field.key);
    const existing = ownValue(target, field.key);
    if (existing === undefined) {
      const failure =
        named.length > 0 ? new FieldFailure(named.map(shorten)) : new FieldFailure([...causes], !isOwn);
      setOwnValue(target, field.key, failure);
    } else if (field.children.length > 0 && typeof existing === "object") {
      const below = named.length > 0 ? named.map(shorten) : causes.map(({ error }) => ({ error, tail: [] }));
      failBelow(existing, field.children, below, supergraph);
    }
  }
}

/** The same inside what another fetch answered; in place, since a fetch still under way may hold these objects. */
function failBelow(
  value: unknown,
  tree: SelectionTree,
  causes: readonly FailureCause[],
  supergraph: Supergraph,
): void {
  if (Array.isArray(value)) for (const item of value) failBelow(item, tree, causes, supergraph);
  else if (isDataObject(value) && !(value instanceof FieldFailure))
    failFields(value, tree, causes, supergraph);
}

function shorten({ error, tail }: FailureCause): FailureCause {
  return { error, tail: tail.slice(1) };
}

/** An `@interfaceObject` answers under its interface's name: its fields count for whatever the object turns out to be. */
function satisfies(typename: string, conditions: readonly string[], supergraph: Supergraph): boolean {
  return conditions.every(
    (condition) =>
      supergraph.matching(condition).has(typename) || supergraph.matching(typename).has(condition),
  );
}
