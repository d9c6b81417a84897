import { isDataObject, type DataObject } from "./execution";
import { FieldFailure, unfit } from "./field-failure";
import { ownValue } from "./own-value";

/** Which `__typename`s name an object type; others (`@interfaceObject`) never replace a known one. */
export type IsObjectType = (typename: string) => boolean;

/**
 * Merges what a fetch answered for an object into that object. With `isShared`, the answer goes to several objects:
 * nested objects are then copied, so that what is merged below one does not show up below another.
 */
export function mergeInto(
  target: DataObject,
  source: DataObject,
  isShared: boolean,
  isObjectType: IsObjectType,
): void {
  for (const key in source) {
    const incoming = source[key];
    // Only names of Object.prototype need the guard: these are read as own ones, and the plain way is quicker.
    const existing = key in Object.prototype ? ownValue(target, key) : target[key];
    if (existing === undefined) {
      // No field is called so, and it would replace the object's prototype.
      if (key !== "__proto__") target[key] = isShared ? copyData(incoming) : incoming;
    } else if (existing !== incoming && key !== "__proto__") {
      if (key === "__typename") {
        if (typeof incoming === "string" && isObjectType(incoming)) target[key] = incoming;
      } else {
        target[key] = mergeValues(existing, incoming, isObjectType);
      }
    }
  }
}

/**
 * Two answers for one place: objects and lists are merged, a value is taken before a null or an error. Merged in place:
 * a fetch that runs beside this one may hold the very object that is here, and what it writes into it must not be lost.
 */
function mergeValues(existing: unknown, incoming: unknown, isObjectType: IsObjectType): unknown {
  if (incoming === null || incoming === undefined) return existing;
  if (incoming instanceof FieldFailure) return existing ?? incoming;
  if (existing === null || existing instanceof FieldFailure) return incoming;
  if (Array.isArray(existing) && Array.isArray(incoming)) {
    // Which item is which cannot be told, and half an answer would look like a whole one.
    if (incoming.length !== existing.length)
      return FieldFailure.of(
        unfit(`Two subgraphs answer ${existing.length} and ${incoming.length} items of one list.`),
      );
    for (let index = 0; index < existing.length; index++)
      existing[index] = mergeValues(existing[index], incoming[index], isObjectType);
    return existing;
  }
  if (isDataObject(existing) && isDataObject(incoming)) {
    mergeInto(existing, incoming, true, isObjectType);
    return existing;
  }
  return incoming;
}

/** A copy of the objects and lists of a value; what is neither is shared, since nothing is ever merged into it. */
export function copyData(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof FieldFailure) return value;
  if (Array.isArray(value)) return value.map(copyData);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  return copyObject(value as DataObject);
}

function copyObject(source: DataObject): DataObject {
  const copy: DataObject = {};
  for (const key in source) {
    if (key !== "__proto__") copy[key] = copyData(source[key]);
  }
  return copy;
}
