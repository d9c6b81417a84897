import type { ObjectLiteral } from "typeorm";
import { code, column, columns, sql, tableOf, type EntityClass, type Reader } from "../database";
import type { Reject } from "./reject";

/** Something of which a row has one to itself: a live number, a SIM, a code within a company. */
export interface UniqueClaim<Row> {
  /** What the row claims, null when nothing. */
  claimed(row: Row): string | null;
  /** Which row (its id) has each of these values in the database. */
  owners(reader: Reader, values: readonly string[]): Promise<Map<string, string>>;
  readonly reject: Reject;
}

/**
 * The rows of a batch that claim what another has, judged as things will stand after the whole batch: what one row
 * gives up, another row of the same file may take, in either order.
 * @param stored the rows of the batch as they are now, by id
 * @returns the rejects by id
 */
export async function rejectedClaims<Row extends { readonly id: string }>(
  reader: Reader,
  claims: readonly UniqueClaim<Row>[],
  rows: readonly Row[],
  stored: ReadonlyMap<string, Row>,
): Promise<ReadonlyMap<string, Reject>> {
  const owned: { readonly claim: UniqueClaim<Row>; readonly owners: Map<string, string> }[] = [];
  for (const claim of claims) {
    const owners = await claim.owners(
      reader,
      rows.flatMap((row) => claim.claimed(row) ?? []),
    );
    for (const row of rows) {
      const before = stored.get(row.id);
      const had = before === undefined ? null : claim.claimed(before);
      if (had !== null && had !== claim.claimed(row)) owners.delete(had);
    }
    owned.push({ claim, owners });
  }
  const rejects = new Map<string, Reject>();
  for (const row of rows) {
    const wanted = owned.map(({ claim, owners }) => ({ claim, owners, value: claim.claimed(row) }));
    const taken = wanted.find(({ owners, value }) => {
      const owner = value === null ? undefined : owners.get(value);
      return owner !== undefined && owner !== row.id;
    });
    if (taken !== undefined) rejects.set(row.id, taken.claim.reject);
    else for (const { owners, value } of wanted) if (value !== null) owners.set(value, row.id);
  }
  return rejects;
}

/** Which row has each of these values of a column that is unique. */
export async function ownersOf<Entity extends ObjectLiteral>(
  reader: Reader,
  entity: EntityClass<Entity>,
  source: { readonly value: keyof Entity & string; readonly id: keyof Entity & string },
  values: readonly string[],
): Promise<Map<string, string>> {
  const rows = await reader.rows<{ value: string; id: string }>(
    sql`SELECT ${columns(entity, undefined, source)} FROM ${code(tableOf(entity))}
      WHERE ${code(column(entity, source.value))} IN ${values}`,
  );
  return new Map(rows.map(({ value, id }) => [value, id]));
}
