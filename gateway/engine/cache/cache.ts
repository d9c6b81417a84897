import { LRUCache } from "lru-cache";

/** A cache that knows what its entries weigh. */
export interface EngineCache<Value extends object> {
  /** Entries held now. */
  readonly size: number;
  get(key: string): Value | undefined;
  /** @param bytes estimated weight of the value with its key; the cache may decline to keep it */
  set(key: string, value: Value, bytes: number): void;
}

/** What the engine keeps: operations that were checked, and those that were planned. */
export type CacheName = "operations" | "plans";

/** Makes one cache of an engine; whoever owns the process bounds it in bytes. */
export type CreateCache = <Value extends object>(name: CacheName) => EngineCache<Value>;

const DEFAULT_BYTES = 32 * 1024 * 1024;

/** The least recently used entry is dropped first, past 32 MiB. */
export function defaultCache<Value extends object>(): EngineCache<Value> {
  const entries = new LRUCache<string, Value>({ maxSize: DEFAULT_BYTES });
  return {
    get size() {
      return entries.size;
    },
    get: (key) => entries.get(key),
    set: (key, value, bytes) => void entries.set(key, value, { size: Math.max(1, Math.ceil(bytes)) }),
  };
}
