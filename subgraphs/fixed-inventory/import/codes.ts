import { code, columns, sql, tableOf, type EntityClass, type Reader } from "../../shared/database";
import type { UniqueClaim } from "../../shared/import/unique-claims";

/** What has a code of its own within its company. */
export interface Coded {
  readonly id: string;
  readonly organizationId: string;
  readonly code: string;
}

/** The claim of a row to its code. @param entity of the rows */
export function codeClaim<Row extends Coded>(
  entity: EntityClass<Coded>,
  reject: UniqueClaim<Row>["reject"],
): UniqueClaim<Row> {
  return {
    claimed: keyOf,
    async owners(reader, keys) {
      const rows = await codedRows(reader, entity, keys);
      return new Map(rows.map((row) => [keyOf(row), row.id]));
    },
    reject,
  };
}

function keyOf({ organizationId, code }: Coded): string {
  return JSON.stringify([organizationId, code]);
}

async function codedRows(
  reader: Reader,
  entity: EntityClass<Coded>,
  keys: readonly string[],
): Promise<Coded[]> {
  const pairs = keys.map((key) => JSON.parse(key) as [organizationId: string, code: string]);
  const organizationIds = [...new Set(pairs.map(([organizationId]) => organizationId))];
  const codes = [...new Set(pairs.map(([, code]) => code))];
  return await reader.rows(
    sql`SELECT ${columns(entity, undefined, ["id", "organizationId", "code"])} FROM ${code(tableOf(entity))}
      WHERE organization_id IN ${organizationIds} AND code IN ${codes}`,
  );
}
