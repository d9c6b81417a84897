import type { PathStep, SubgraphError } from "../contract/subgraph";
import type { DataObject } from "./execution";
import { FieldFailure } from "./field-failure";
import { ownValue, setOwnValue } from "./own-value";

/** One error at one path of a subgraph's answer. */
export interface PathError {
  readonly error: SubgraphError;
  readonly path: readonly PathStep[];
}

/** What servers add for their own developers; it names files and hosts, and clients never get it. */
const INTERNAL = new Set(["paths", "stacktrace", "exception", "serviceName"]);

/** The errors of an answer, one per path: the compact form (`extensions.paths`) expanded. */
export function expandErrors(errors: unknown, subgraph: string): PathError[] {
  const result: PathError[] = [];
  if (!Array.isArray(errors)) return result;
  for (const raw of errors as readonly unknown[]) {
    const given = readError(raw);
    const paths = given.extensions?.["paths"];
    const error = { ...clean(given), source: { subgraph, kind: "answered" as const, cause: given.message } };
    if (Array.isArray(paths)) {
      for (const path of paths as readonly unknown[]) result.push({ error, path: readPath(path) });
    } else {
      result.push({ error, path: readPath(given.path) });
    }
  }
  return result;
}

function readError(raw: unknown): SubgraphError {
  const given = typeof raw === "object" && raw !== null ? (raw as Partial<SubgraphError>) : {};
  const extensions = typeof given.extensions === "object" ? (given.extensions ?? undefined) : undefined;
  const message =
    typeof given.message === "string" ? given.message : "The service reported an error without a message.";
  return { message, path: given.path, extensions };
}

function clean(error: SubgraphError): SubgraphError {
  const { extensions } = error;
  if (extensions === undefined) return { message: error.message };
  const kept = Object.entries(extensions).filter(([name]) => !INTERNAL.has(name));
  return { message: error.message, extensions: Object.fromEntries(kept) };
}

function readPath(path: unknown): readonly PathStep[] {
  if (!Array.isArray(path)) return [];
  return path.filter((step): step is PathStep => typeof step === "string" || typeof step === "number");
}

/** The rest of a path with the keys that a fetch's output rewrites give. */
export function renameSteps(
  steps: readonly PathStep[],
  renamed: ReadonlyMap<string, string>,
): readonly PathStep[] {
  if (renamed.size === 0) return steps;
  return steps.map((step) => (typeof step === "string" ? (renamed.get(step) ?? step) : step));
}

/**
 * Puts an error where it left a null in an answer's data. False when its path leads to no null: then it explains
 * nothing in the data. What lies below the null is named as the fetch's output rewrites will name it.
 */
export function placeError(
  data: DataObject,
  { error, path }: PathError,
  renamed: ReadonlyMap<string, string>,
): boolean {
  let parent: DataObject | unknown[] = data;
  for (let index = 0; index < path.length; index++) {
    const step = path[index] ?? "";
    const value: unknown = Array.isArray(parent) ? parent[Number(step)] : ownValue(parent, String(step));
    const tail = renameSteps(path.slice(index + 1), renamed);
    if (value instanceof FieldFailure) {
      value.causes.push({ error, tail });
      return true;
    }
    if (value === null || value === undefined) {
      const failure = FieldFailure.of(error, tail);
      if (!Array.isArray(parent)) setOwnValue(parent, String(step), failure);
      else if (Number(step) < parent.length) parent[Number(step)] = failure;
      else return false;
      return true;
    }
    if (typeof value !== "object") return false;
    parent = value as DataObject | unknown[];
  }
  return false;
}
