import { allOf, isOneOf, type Reader } from "../../shared/database";
import type { UniqueClaim } from "../../shared/import/unique-claims";

/** What has a code of its own within its company. */
export interface Coded {
  readonly id: string;
  readonly organizationId: string;
  readonly code: string;
}

/** The claim of a row to its code. @param table with the columns `id`, `organization_id` and `code` */
export function codeClaim<Row extends Coded>(
  table: "site" | "billing_account",
  reject: UniqueClaim<Row>["reject"],
): UniqueClaim<Row> {
  return {
    claimed: keyOf,
    async owners(reader, keys) {
      const rows = await codedRows(reader, table, keys);
      return new Map(rows.map((row) => [keyOf(row), row.id]));
    },
    reject,
  };
}

function keyOf({ organizationId, code }: Coded): string {
  return JSON.stringify([organizationId, code]);
}

async function codedRows(reader: Reader, table: string, keys: readonly string[]): Promise<Coded[]> {
  const pairs = keys.map((key) => JSON.parse(key) as [organizationId: string, code: string]);
  const where = allOf([
    isOneOf("organization_id", [...new Set(pairs.map(([organizationId]) => organizationId))]),
    isOneOf("code", [...new Set(pairs.map(([, code]) => code))]),
  ]);
  return await reader.rows<Coded>(
    `SELECT id, organization_id AS organizationId, code FROM ${table} WHERE ${where.sql}`,
    where.parameters,
  );
}
