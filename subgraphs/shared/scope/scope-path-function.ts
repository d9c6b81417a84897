import type { Caller } from "../../../schema/access/caller";
import { SCOPE_PATH, type LocatedKind, type LocatedObject } from "../../../schema/internal/scope-path";
import type { Reader } from "../database";
import { answering, type InternalFunction } from "../subgraph/definition";

/** An object with its scope path and the name by which people know it. */
export interface LabelledObject extends LocatedObject {
  readonly id: string;
}

/** Finds objects of one kind; for a person (`caller` not null) those within that person's scope. */
export type LabelledLookUp = (
  reader: Reader,
  caller: Caller | null,
  ids: readonly string[],
) => Promise<readonly LabelledObject[]>;

/**
 * The internal function `scopePath` of a subgraph that owns these kinds, with at most one look-up for each kind.
 * @throws Error for a kind that the subgraph does not own
 */
export function scopePathFunction(
  lookUps: Readonly<Partial<Record<LocatedKind, LabelledLookUp>>>,
): InternalFunction<unknown> {
  return answering(SCOPE_PATH, async ({ refs }, { database }, caller) => {
    const other = refs.find(({ kind }) => lookUps[kind] === undefined);
    if (other !== undefined) {
      const kinds = Object.keys(lookUps).join(", ");
      throw new Error(`scopePath: the kind must be one of ${kinds}, not ${other.kind}`);
    }
    const found = new Map<string, LocatedObject>();
    const asked = Object.entries(lookUps).map(async ([kind, lookUp]) => {
      const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))];
      if (ids.length === 0) return;
      for (const { id, scopes, label } of await lookUp(database.read, caller, ids))
        found.set(`${kind} ${id}`, { scopes, label });
    });
    await Promise.all(asked);
    return refs.map(({ kind, id }) => found.get(`${kind} ${id}`) ?? null);
  });
}
