import DataLoader from "dataloader";

/** Keys of one statement: several pages of 1,000 rows in one operation still ask once; SQLite takes 32,766 parameters. */
const LARGEST_BATCH = 10_000;

/** One object for each key, null where there is none. `fetch` answers them in any order. */
export function oneByKey<Value extends object>(
  fetch: (keys: readonly string[]) => Promise<readonly Value[]>,
  keyOf: (value: Value) => string,
): DataLoader<string, Value | null> {
  return new DataLoader(
    async (keys) => {
      const found = new Map((await fetch(keys)).map((value) => [keyOf(value), value]));
      return keys.map((key) => found.get(key) ?? null);
    },
    { maxBatchSize: LARGEST_BATCH },
  );
}

/** Every object of each key, in the order in which `fetch` answers them; an empty list where there is none. */
export function manyByKey<Value extends object>(
  fetch: (keys: readonly string[]) => Promise<readonly Value[]>,
  keyOf: (value: Value) => string,
): DataLoader<string, readonly Value[]> {
  return new DataLoader(
    async (keys) => {
      const groups = groupBy(await fetch(keys), keyOf);
      return keys.map((key) => groups.get(key) ?? []);
    },
    { maxBatchSize: LARGEST_BATCH },
  );
}

/** The values by key, in their order. (`Map.groupBy` came with Node 21.) */
export function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
