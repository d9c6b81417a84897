import { code, columns, sql, tableOf, type EntityClass, type RawRow, type Reader } from "../database";

/** The rows that are there already, by id, without hidden columns. */
export async function rowsById<Entity extends { readonly id: string }>(
  reader: Reader,
  entity: EntityClass<Entity>,
  ids: readonly string[],
): Promise<Map<string, RawRow<Entity>>> {
  const rows = await reader.rows<RawRow<Entity>>(
    sql`SELECT ${columns(entity)} FROM ${code(tableOf(entity))} WHERE id IN ${ids}`,
  );
  return new Map(rows.map((row) => [(row as unknown as { readonly id: string }).id, row]));
}

/** Whether the row that is there has every value that is wanted of what was read of it. */
export function isSame(found: object, wanted: object): boolean {
  const there = found as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(
    ([property, value]) => !(property in there) || there[property] === value,
  );
}

/** Those of the ids that the entity's table has. */
export async function knownIds(
  reader: Reader,
  entity: EntityClass<{ id: string }>,
  ids: Iterable<string>,
): Promise<Set<string>> {
  const wanted = [...new Set(ids)];
  const rows = await reader.rows(
    sql`SELECT ${columns(entity, undefined, ["id"])} FROM ${code(tableOf(entity))} WHERE id IN ${wanted}`,
  );
  return new Set(rows.map(({ id }) => id));
}
