import {
  columns as columnsOf,
  sql,
  type Database,
  type RawRow,
  type Reader,
  type Writer,
} from "../../shared/database";
import { format, importKind, type RowOf, type RowOutcome } from "../../shared/import";
import { isSame } from "../../shared/import/rows-by-id";
import { linesById } from "../line/line.repository";
import { UsageBucketEntity } from "../usage/usage-bucket.entity";
import { USAGE_KINDS } from "../vocabulary";
import { refusal } from "./refusal";

const columns = {
  line_id: format.id,
  period: format.yearMonth,
  kind: format.enumOf(USAGE_KINDS),
  allowance: format.optional(format.count),
  used: format.count,
  as_of: format.dateTime,
};

type UsageRow = RowOf<typeof columns>;

/** Usage by line, month and kind of the operator's feed (docs/import-formats.md). */
export function mobileUsageImport(database: Database) {
  return importKind({
    name: "mobile-usage",
    columns,
    key: ["line_id", "period", "kind"],
    refusal,
    apply: (rows) => database.write((transaction) => applyUsage(transaction, rows)),
  });
}

async function applyUsage(transaction: Writer, rows: readonly UsageRow[]): Promise<readonly RowOutcome[]> {
  const lineIds = [...new Set(rows.map(({ lineId }) => lineId))];
  const lines = new Map((await linesById(transaction, lineIds)).map((line) => [line.id, line]));
  const stored = await storedBuckets(transaction, lineIds, rows);
  const outcomes = rows.map((row): RowOutcome => {
    if (!lines.has(row.lineId)) return { column: "line_id", reason: "names no known mobile line" };
    const before = stored.get(keyOf(row));
    if (before === undefined) return "APPLIED";
    if (row.asOf < before.asOf)
      return { column: "as_of", reason: "is before that of the figure already there" };
    return isSame(before, row) ? "UNCHANGED" : "APPLIED";
  });
  const buckets = rows
    .filter((_, index) => outcomes[index] === "APPLIED")
    .flatMap((row): UsageBucketEntity[] => {
      const line = lines.get(row.lineId);
      if (line === undefined) return [];
      return [{ ...row, contractId: line.contractId, organizationId: line.organizationId }];
    });
  // A bucket stays with the contract and company under which it began.
  await transaction.upsert(UsageBucketEntity, buckets, {
    key: ["lineId", "period", "kind"],
    update: ["allowance", "used", "asOf"],
  });
  return outcomes;
}

async function storedBuckets(
  reader: Reader,
  lineIds: readonly string[],
  rows: readonly UsageRow[],
): Promise<ReadonlyMap<string, RawRow<UsageBucketEntity>>> {
  const periods = [...new Set(rows.map(({ period }) => period))];
  const stored = await reader.rows(
    sql`SELECT ${columnsOf(UsageBucketEntity)} FROM usage_bucket
      WHERE line_id IN ${lineIds} AND period IN ${periods}`,
  );
  return new Map(stored.map((bucket) => [keyOf(bucket), bucket]));
}

function keyOf({ lineId, period, kind }: Pick<UsageRow, "lineId" | "period" | "kind">): string {
  return JSON.stringify([lineId, period, kind]);
}
