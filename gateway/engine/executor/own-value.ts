import type { DataObject } from "./execution";

/**
 * What a subgraph's answer holds under a key. A key may be anything, `__proto__` and `toString` too: read plainly, it
 * would reach `Object.prototype`, and what is then written there every request would read.
 */
export function ownValue(object: Readonly<DataObject>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets such a key. Assigning to `__proto__` would replace the object's prototype instead. */
export function setOwnValue(object: DataObject, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
