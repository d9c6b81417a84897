import type { FlattenNodePathSegment } from "@graphql-hive/router-query-planner";
import type { Supergraph } from "../supergraph/supergraph";
import type { PathStep } from "../contract/subgraph";
import type { DataObject } from "./execution";
import { FieldFailure } from "./field-failure";
import { ownValue } from "./own-value";

/**
 * Finds the objects at a plan's path, in the order of the data. With `paths` it notes each one's path too, which only
 * the rare error without a null needs.
 */
export type Locate = (root: DataObject, found: DataObject[], paths?: PathStep[][]) => void;

type Segment = { readonly key: string } | { readonly types: ReadonlySet<string> } | "@";

/** Compiles a plan's path into a search for the objects that stand there in merged data. */
export function compileLocate(path: readonly FlattenNodePathSegment[], supergraph: Supergraph): Locate {
  const segments = path.map((segment): Segment => {
    if (segment === "@") return "@";
    if ("Field" in segment) return { key: segment.Field };
    return { types: new Set(segment.TypeCondition.flatMap((name) => [...supergraph.matching(name)])) };
  });
  return (root, found, paths) => {
    walk(root, segments, 0, found, paths, paths === undefined ? undefined : []);
  };
}

function walk(
  value: unknown,
  segments: readonly Segment[],
  depth: number,
  found: DataObject[],
  paths: PathStep[][] | undefined,
  path: PathStep[] | undefined,
): void {
  if (typeof value !== "object" || value === null || value instanceof FieldFailure) return;
  const segment = segments[depth];
  if (Array.isArray(value)) {
    const next = segment === "@" ? depth + 1 : depth;
    for (let index = 0; index < value.length; index++) {
      path?.push(index);
      walk(value[index], segments, next, found, paths, path);
      path?.pop();
    }
    return;
  }
  const object = value as DataObject;
  if (segment === undefined) {
    found.push(object);
    if (path !== undefined) paths?.push([...path]);
  } else if (segment === "@") {
    // A list was announced and an object came: the projection reports it, there is nothing to fetch for it.
  } else if ("key" in segment) {
    path?.push(segment.key);
    walk(ownValue(object, segment.key), segments, depth + 1, found, paths, path);
    path?.pop();
  } else {
    const typename = object["__typename"];
    if (typeof typename !== "string" || segment.types.has(typename)) {
      walk(object, segments, depth + 1, found, paths, path);
    }
  }
}
