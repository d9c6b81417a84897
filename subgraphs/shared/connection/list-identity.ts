import { createHash } from "node:crypto";
import type { SortOrder } from "./sort-order";

/** What makes a list the one it is, whoever looks at it. */
export interface ListIdentity {
  /** The field, such as `MobileContract.lines`. */
  readonly name: string;
  /** The id of the object that the list hangs on. */
  readonly parent?: string | null;
  /** The filter as the client gave it: plain JSON. */
  readonly filter?: unknown;
}

/** A text that is the same for the same list in the same order, and differs otherwise. */
export function identityText<Row extends object>(list: ListIdentity, order: SortOrder<Row>): string {
  const columns = order.map(({ expression, direction }) => [expression, direction]);
  return canonicalJson([list.name, list.parent ?? null, list.filter ?? null, columns]);
}

/** A digest that tells texts apart and notices changes; not a signature, and nothing rests on its secrecy. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}

/** JSON with sorted keys; keys without a value, or with null, are left out: GraphQL treats them alike in our filters. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).filter(([, each]) => each !== undefined && each !== null);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
