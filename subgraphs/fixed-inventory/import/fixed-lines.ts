import type { Database, Writer } from "../../shared/database";
import { importKind, type Reject, type RowOutcome } from "../../shared/import";
import { takeOverNames } from "../../shared/import/take-over-names";
import { ownersOf, rejectedClaims, type UniqueClaim } from "../../shared/import/unique-claims";
import { dayInItaly } from "../../shared/scalars";
import { FixedLineEntity } from "../line/line.entity";
import { FixedServiceEntity } from "../service/service.entities";
import { sitesById } from "../site/site.repository";
import { rejectedBilling, takeOverBillingAccounts, type OwnedRow } from "./billing-accounts";
import { checkLine, lineColumns, type LineRow } from "./line-columns";
import { recordOf, sameRecord, storedRecords, type LineRecord } from "./line-record";
import { NUMBER_TAKEN, refusal } from "./refusal";
import { writeLines } from "./write-lines";

/** A line has its number to itself until it is TERMINATED. */
const NUMBER: UniqueClaim<Pick<LineRow, "id" | "number" | "status">> = {
  claimed: ({ number, status }) => (status === "TERMINATED" ? null : number),
  owners: (reader, values) => ownersOf(reader, FixedLineEntity, { value: "liveNumber", id: "id" }, values),
  reject: NUMBER_TAKEN,
};

/** The fixed lines of the operator's feed, each with all that hangs from it (docs/import-formats.md). */
export function fixedLinesImport(database: Database, now: () => number) {
  return importKind({
    name: "fixed-lines",
    columns: lineColumns,
    check: checkLine,
    refusal,
    apply: (rows) => database.write((transaction) => applyLines(transaction, rows, dayInItaly(now()))),
  });
}

async function applyLines(
  transaction: Writer,
  rows: readonly LineRow[],
  today: string,
): Promise<readonly RowOutcome[]> {
  const stored = await storedRecords(
    transaction,
    rows.map(({ id }) => id),
  );
  const organizations = await organizationsOf(transaction, rows);
  const rejects = new Map<string, Reject>();
  for (const row of rows) {
    const reject = wrongSite(organizations.get(row.siteId), stored.get(row.id));
    if (reject !== undefined) rejects.set(row.id, reject);
  }
  const remaining = () => rows.filter(({ id }) => !rejects.has(id));
  const owned = () =>
    remaining().map((row): OwnedRow => ({ row, organizationId: organizations.get(row.siteId) ?? "" }));
  for (const [id, reject] of await rejectedBilling(transaction, owned())) rejects.set(id, reject);
  for (const [id, reject] of await rejectedClaims(transaction, [NUMBER], remaining(), stored))
    rejects.set(id, reject);
  const changed = await changedRecords(transaction, owned(), stored, today);
  await writeLines(transaction, changed, new Set(stored.keys()));
  const applied = new Set(changed.map(({ id }) => id));
  return rows.map(({ id }) => rejects.get(id) ?? (applied.has(id) ? "APPLIED" : "UNCHANGED"));
}

async function changedRecords(
  transaction: Writer,
  accepted: readonly OwnedRow[],
  stored: ReadonlyMap<string, LineRecord>,
  today: string,
): Promise<readonly LineRecord[]> {
  await takeOverBillingAccounts(transaction, accepted);
  const services = accepted.flatMap(({ row }) => row.services.map(({ id, name }) => ({ id, name })));
  await takeOverNames(transaction, FixedServiceEntity, services);
  return accepted
    .map((each) => recordOf(each, stored.get(each.row.id), today))
    .filter((record) => {
      const before = stored.get(record.id);
      return before === undefined || !sameRecord(record, before);
    });
}

async function organizationsOf(
  transaction: Writer,
  rows: readonly LineRow[],
): Promise<ReadonlyMap<string, string>> {
  const sites = await sitesById(transaction, [...new Set(rows.map(({ siteId }) => siteId))]);
  return new Map(sites.map(({ id, organizationId }) => [id, organizationId]));
}

/** A line may move to another site, but not to another company: its history would go along. */
function wrongSite(organizationId: string | undefined, before: LineRecord | undefined): Reject | undefined {
  if (organizationId === undefined) return { column: "site_id", reason: "names no known site" };
  if (before !== undefined && before.organizationId !== organizationId)
    return { column: "site_id", reason: "is a site of another organization than the line's" };
  return undefined;
}
