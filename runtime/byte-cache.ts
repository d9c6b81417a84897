import { LRUCache } from "lru-cache";

/** The larger part of a full cache that one entry may take: more would empty the cache for one text. */
const LARGEST_ENTRY = 0.25;
/** Keys remembered as seen once. When there are so many, all are forgotten. */
const SEEN_ONCE = 8_192;

/**
 * A cache with a budget in bytes, the least recently used entry dropped first. While there is room an entry is taken
 * at once. A full cache takes an entry only when its key comes a second time: texts that come once, however many, push
 * out nothing that is in use.
 */
export class ByteCache<Value extends object> {
  private readonly entries: LRUCache<string, Value>;
  private readonly seenOnce = new Set<number>();

  /** @param budget bytes, at least 1 */
  constructor(private readonly budget: number) {
    this.entries = new LRUCache({ maxSize: budget });
  }

  /** Estimated bytes held now. */
  get bytes(): number {
    return this.entries.calculatedSize;
  }

  /** Entries held now. */
  get size(): number {
    return this.entries.size;
  }

  get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  /** @param bytes estimated weight of the value with its key; an entry over a quarter of the budget is not kept */
  set(key: string, value: Value, bytes: number): void {
    const size = Math.max(1, Math.ceil(bytes));
    if (size > this.budget * LARGEST_ENTRY) return;
    const isFull = this.bytes + size > this.budget;
    if (isFull && !this.entries.has(key) && !this.wasSeen(key)) return;
    this.entries.set(key, value, { size });
  }

  /** Whether the key came before; it is remembered from now on. */
  private wasSeen(key: string): boolean {
    const hash = hashOf(key);
    if (this.seenOnce.has(hash)) return true;
    if (this.seenOnce.size >= SEEN_ONCE) this.seenOnce.clear();
    this.seenOnce.add(hash);
    return false;
  }
}

/** FNV-1a over the UTF-16 units: a number takes the room of no text, and two texts of one hash do no harm here. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** What each cache of a process may hold, as a share of the one budget. Together they are 1. */
const SHARES = {
  /** Documents of clients, parsed and validated. */
  documents: 0.15,
  /** Operations of those documents, checked and priced. */
  operations: 0.15,
  /** Operations planned and compiled, for each cut. */
  plans: 0.3,
  /** Operations that the subgraphs are asked, compiled. */
  subgraphs: 0.3,
  /** Verified tokens, callers, cuts, printed schemas. */
  callers: 0.1,
} as const;

/** One cache's part of the budget that all share. */
export type CacheShare = keyof typeof SHARES;

/** The caches of one process under one budget. */
export class CacheBudget {
  private readonly caches = new Map<string, { readonly bytes: number }>();

  /** @param bytes for all caches together */
  constructor(private readonly bytes: number) {}

  /**
   * A cache that takes a part of a share. One made under the name of another takes its place: a supergraph that is
   * read again starts with empty caches, and the ones before go with their engine.
   * @param part of the share, from 0 to 1: caches that split a share take parts that add up to 1
   */
  create<Value extends object>(name: string, share: CacheShare, part = 1): ByteCache<Value> {
    const cache = new ByteCache<Value>(Math.max(1, Math.floor(this.bytes * SHARES[share] * part)));
    this.caches.set(name, cache);
    return cache;
  }

  /** Estimated bytes of each cache by its name. */
  weights(): ReadonlyMap<string, number> {
    return new Map([...this.caches].map(([name, { bytes }]) => [name, bytes]));
  }
}
