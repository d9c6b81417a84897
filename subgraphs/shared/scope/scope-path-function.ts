import { z } from "zod";
import type { Caller } from "../../../schema/access/caller";
import type { ScopeRef } from "../../../schema/access/decide";
import type { Reader } from "../database";
import type { InternalFunction } from "../subgraph/definition";

/** An object with its scope path, itself first where it is a scope, and the name by which people know it. */
export interface LabelledObject {
  readonly id: string;
  readonly scopes: readonly ScopeRef[];
  readonly label: string;
}

/** Finds objects of one kind; for a person (`caller` not null) those within that person's scope. */
export type LabelledLookUp = (
  reader: Reader,
  caller: Caller | null,
  ids: readonly string[],
) => Promise<readonly LabelledObject[]>;

/**
 * The internal function `scopePath` of a subgraph that owns these kinds: for `{ refs: [{ kind, id }, …] }` answers
 * `{ scopes, label }` in the same order, null where there is no such object or, when a person asks, none within that
 * person's scope. At most one look-up for each kind.
 */
export function scopePathFunction(
  lookUps: Readonly<Record<string, LabelledLookUp>>,
): InternalFunction<unknown> {
  const Input = z.object({
    refs: z.array(z.object({ kind: z.enum(Object.keys(lookUps)), id: z.string() })),
  });
  return async (input, { database }, caller) => {
    const { refs } = Input.parse(input);
    const found = new Map<string, Omit<LabelledObject, "id">>();
    const asked = Object.entries(lookUps).map(async ([kind, lookUp]) => {
      const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))];
      if (ids.length === 0) return;
      for (const { id, scopes, label } of await lookUp(database.read, caller, ids))
        found.set(`${kind} ${id}`, { scopes, label });
    });
    await Promise.all(asked);
    return refs.map(({ kind, id }) => found.get(`${kind} ${id}`) ?? null);
  };
}
