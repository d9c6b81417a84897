import type { Viewer } from "../access/viewer";
import type { World } from "../world/world";

/** Arguments with their variables filled in. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One object of an answer: its type and how each of its fields comes about. */
export interface SchemaObject {
  readonly type: string;
  readonly fields: Readonly<Record<string, (args: Arguments) => unknown>>;
}

/** What stands where a field is refused: null in the answer, and an error. */
export class Refused {
  constructor(readonly code: "FORBIDDEN" | "UNAUTHENTICATED") {}
}

export const FORBIDDEN = new Refused("FORBIDDEN");
export const UNAUTHENTICATED = new Refused("UNAUTHENTICATED");

/** A cursor of a connection: opaque, so only whether it is there is compared. */
export const CURSOR = "a cursor";

/** Where every company and every site of the oracle's worlds is. */
export const ADDRESS = {
  streetName: "Corso Francia",
  streetNr: "12",
  postcode: "10138",
  locality: "Torino",
  stateOrProvince: "TO",
  country: "IT",
};

/** What the answers of one request are worked out from. */
export interface Asking {
  readonly world: World;
  readonly viewer: Viewer;
  /** By `company code`. */
  readonly costCenterIds: ReadonlyMap<string, string>;
  /** What every inventory leads back to. */
  readonly organization: (id: string) => SchemaObject | null;
  readonly user: (id: string) => SchemaObject;
}

/** A field that only some may read. */
export function guarded(allowed: boolean, value: () => unknown): unknown {
  return allowed ? value() : FORBIDDEN;
}

/** A Relay connection over rows that stand in order; pages from the beginning only. */
export function connection(
  name: string,
  rows: readonly unknown[],
  { first }: Arguments,
  more: SchemaObject["fields"] = {},
): SchemaObject {
  const size = typeof first === "number" ? first : 50;
  const page = rows.slice(0, size);
  const cursor = page.length > 0 ? CURSOR : null;
  return {
    type: `${name}Connection`,
    fields: {
      edges: () =>
        page.map((node) => ({ type: `${name}Edge`, fields: { node: () => node, cursor: () => CURSOR } })),
      pageInfo: () => ({
        type: "PageInfo",
        fields: {
          hasNextPage: () => rows.length > size,
          hasPreviousPage: () => false,
          startCursor: () => cursor,
          endCursor: () => cursor,
        },
      }),
      totalCount: () => rows.length,
      ...more,
    },
  };
}

/** An object without arguments or rules in it. */
export function plain(type: string, values: Readonly<Record<string, unknown>>): SchemaObject {
  const fields = Object.entries(values).map(([name, value]) => [name, () => value] as const);
  return { type, fields: Object.fromEntries(fields) };
}

/** In order of the keys, one after the other; null before everything. */
export function sorted<T>(rows: readonly T[], ...keys: ((row: T) => string | number | null)[]): T[] {
  return rows.toSorted((one, other) => {
    for (const key of keys) {
      const [a, b] = [key(one), key(other)];
      if (a === b) continue;
      if (a === null) return -1;
      if (b === null) return 1;
      return a < b ? -1 : 1;
    }
    return 0;
  });
}

/** Largest group first, then by key; null before everything. */
export function countBy<T>(rows: readonly T[], keyOf: (row: T) => string | null): [string | null, number][] {
  const counts = new Map<string | null, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return sorted(
    [...counts],
    ([, count]) => -count,
    ([key]) => key,
  );
}
