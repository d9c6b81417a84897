import type { FetchNodePathSegment, FetchRewrite } from "@graphql-hive/router-query-planner";
import type { Supergraph } from "../supergraph/supergraph";
import { isDataObject, type DataObject } from "./execution";
import { FieldFailure } from "./field-failure";
import { ownValue, setOwnValue } from "./own-value";

/** A change that a plan makes to an object before it is sent or merged. */
export type Rewrite = (value: unknown) => void;

/** Compiles a plan's input or output rewrites; they change objects that belong to the engine, in place. */
export function compileRewrites(
  rewrites: readonly FetchRewrite[] | undefined,
  supergraph: Supergraph,
  isInput = false,
): readonly Rewrite[] {
  return (rewrites ?? []).map((rewrite): Rewrite => {
    const plain = "kind" in rewrite ? { ValueSetter: rewrite } : rewrite;
    if ("ValueSetter" in plain) {
      const { path, setValueTo } = plain.ValueSetter;
      return compile(path, supergraph, (object, key) => {
        object[key] = setValueTo;
      });
    }
    const { path, renameKeyTo } = plain.KeyRenamer;
    return compile(path, supergraph, (object, key) => {
      const value = ownValue(object, key);
      if (value === undefined) return;
      setOwnValue(object, renameKeyTo, value);
      // A representation must say nothing else; in answers the old key does no harm, and deleting is slow.
      if (isInput) delete object[key];
    });
  });
}

/** The keys of a fetch's operation that its output rewrites rename, with the keys they get. */
export function renamedKeys(rewrites: readonly FetchRewrite[] | undefined): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    if (!("KeyRenamer" in rewrite)) continue;
    const last = rewrite.KeyRenamer.path.at(-1);
    if (last !== undefined && "Key" in last) renamed.set(last.Key, rewrite.KeyRenamer.renameKeyTo);
  }
  return renamed;
}

function compile(
  path: readonly FetchNodePathSegment[],
  supergraph: Supergraph,
  change: (object: DataObject, key: string) => void,
): Rewrite {
  const [segment, ...rest] = path;
  if (segment === undefined) return () => undefined;
  let inner: (object: DataObject) => void;
  if ("TypenameEquals" in segment) {
    const types = new Set(segment.TypenameEquals.flatMap((name) => [...supergraph.matching(name)]));
    const next = compile(rest, supergraph, change);
    inner = (object) => {
      const typename = object["__typename"];
      if (typeof typename !== "string" || types.has(typename)) next(object);
    };
  } else if (rest.length === 0) {
    inner = (object) => change(object, segment.Key);
  } else {
    const next = compile(rest, supergraph, change);
    inner = (object) => next(ownValue(object, segment.Key));
  }
  const apply: Rewrite = (value) => {
    if (Array.isArray(value)) value.forEach(apply);
    else if (isDataObject(value) && !(value instanceof FieldFailure)) inner(value);
  };
  return apply;
}
