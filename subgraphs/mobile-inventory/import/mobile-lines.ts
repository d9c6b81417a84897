import type { Database, Writer } from "../../shared/database";
import { importKind, type Reject, type RowOutcome } from "../../shared/import";
import { rejectedClaims } from "../../shared/import/unique-claims";
import { contractsById } from "../contract/contract.repository";
import { takeOverCostCenters, takeOverOffers, type OwnedRow } from "./catalogue";
import { LINE_CLAIMS } from "./line-claims";
import { checkLine, lineColumns, type LineRow } from "./line-columns";
import { recordOf, sameRecord, storedRecords, type LineRecord } from "./line-record";
import { refusal } from "./refusal";
import { writeLines } from "./write-lines";

/** The mobile lines of the operator's feed, each with all that hangs from it (docs/import-formats.md). */
export function mobileLinesImport(database: Database) {
  return importKind({
    name: "mobile-lines",
    columns: lineColumns,
    check: checkLine,
    refusal,
    apply: (rows) => database.write((transaction) => applyLines(transaction, rows)),
  });
}

async function applyLines(transaction: Writer, rows: readonly LineRow[]): Promise<readonly RowOutcome[]> {
  const stored = await storedRecords(
    transaction,
    rows.map(({ id }) => id),
  );
  const organizations = await organizationsOf(transaction, rows);
  const rejects = new Map<string, Reject>();
  for (const row of rows) {
    const reject = wrongContract(organizations.get(row.contractId), stored.get(row.id));
    if (reject !== undefined) rejects.set(row.id, reject);
  }
  const placed = rows.filter(({ id }) => !rejects.has(id));
  for (const [id, reject] of await rejectedClaims(transaction, LINE_CLAIMS, placed, stored))
    rejects.set(id, reject);
  const accepted = rows
    .filter(({ id }) => !rejects.has(id))
    .map((row): OwnedRow => ({ row, organizationId: organizations.get(row.contractId) ?? "" }));
  const changed = await changedRecords(transaction, accepted, stored);
  await writeLines(transaction, [...changed.values()], new Set(stored.keys()));
  return rows.map(({ id }) => rejects.get(id) ?? (changed.has(id) ? "APPLIED" : "UNCHANGED"));
}

async function changedRecords(
  transaction: Writer,
  accepted: readonly OwnedRow[],
  stored: ReadonlyMap<string, LineRecord>,
): Promise<ReadonlyMap<string, LineRecord>> {
  await takeOverOffers(transaction, accepted);
  const costCenterIds = await takeOverCostCenters(transaction, accepted);
  const records = accepted.map(({ row, organizationId }) =>
    recordOf(row, organizationId, costCenterIds(organizationId, row.costCenterCode)),
  );
  const changed = records.filter((record) => {
    const before = stored.get(record.id);
    return before === undefined || !sameRecord(record, before);
  });
  return new Map(changed.map((record) => [record.id, record]));
}

async function organizationsOf(
  transaction: Writer,
  rows: readonly LineRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.map(({ contractId }) => contractId))];
  const contracts = await contractsById(transaction, ids);
  return new Map(contracts.map(({ id, organizationId }) => [id, organizationId]));
}

/** A line may change its contract, but not its company: its history would go along. */
function wrongContract(
  organizationId: string | undefined,
  before: LineRecord | undefined,
): Reject | undefined {
  if (organizationId === undefined)
    return { column: "contract_id", reason: "names no known mobile contract" };
  if (before !== undefined && before.organizationId !== organizationId)
    return { column: "contract_id", reason: "is a contract of another organization than the line's" };
  return undefined;
}
