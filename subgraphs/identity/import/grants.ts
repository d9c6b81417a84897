import { ConstraintViolation, type Database, type Writer } from "../../shared/database";
import { importKind, type Reject, type RowOutcome } from "../../shared/import";
import { recordAudit } from "../audit/record-audit";
import { exclusiveKey, releaseExpiredKeys } from "../grants/exclusive-key";
import { sameServices, writeServices } from "../grants/grant-services";
import { lockCompanies } from "../act/lock-companies";
import { ProfileGrantEntity } from "../grants/profile-grant.entity";
import { grantAuditEntries } from "./grant-audit";
import { contractOf, GRANT_COLUMNS, grantFault, organizationOf, type GrantRow } from "./grant-row";
import { readGrantContext, type GrantContext, type StoredGrant } from "./grant-context";
import { isSame } from "../../shared/import/rows-by-id";
import { ownersOf } from "../../shared/import/unique-claims";

const PLACE_TAKEN: Reject = {
  column: "scope_id",
  reason: "has another holder of this profile already: end that grant first",
};

/**
 * Grants (docs/import-formats.md), every profile of them. A grant that was revoked stays revoked, whatever the feed
 * goes on saying: giving it back needs a new id. @param now epoch milliseconds
 */
export function grantsImport(database: Database, now: () => number) {
  return importKind({
    name: "grants",
    columns: GRANT_COLUMNS,
    check: grantFault,
    // Another process may have taken the place between our look and our write.
    refusal: (error) =>
      error instanceof ConstraintViolation && error.constraint === "profile_grant_exclusive"
        ? PLACE_TAKEN
        : undefined,
    apply: (rows) => database.write((transaction) => applyGrants(transaction, rows, now())),
  });
}

async function applyGrants(
  transaction: Writer,
  rows: readonly GrantRow[],
  now: number,
): Promise<RowOutcome[]> {
  await lockCompanies(
    transaction,
    rows.flatMap((row) => organizationOf(row) ?? []),
  );
  const keys = rows.flatMap((row) => exclusiveKey(row, now) ?? []);
  await releaseExpiredKeys(transaction, keys, now);
  const holders = await keyHolders(transaction, keys);
  const context = await readGrantContext(transaction, rows);
  const inserted: StoredGrant[] = [];
  const changed: StoredGrant[] = [];
  const served: GrantRow[] = [];
  const outcomes = rows.map((row): RowOutcome => {
    const fault = unknownParent(row, context);
    if (fault !== undefined) return fault;
    const present = context.grants.get(row.id);
    if (present !== undefined && present.revokedAt !== null) return "UNCHANGED";
    const wanted = stored(row, now);
    if (!takePlace(holders, wanted, present)) return PLACE_TAKEN;
    const other = !sameServices(context.services.get(row.id), row.services);
    if (other) served.push(row);
    if (present === undefined) inserted.push(wanted);
    else if (!isSame(present, wanted)) changed.push(wanted);
    else if (!other) return "UNCHANGED";
    return "APPLIED";
  });
  // Changes first, in the order of the file: one may free the place that a new grant takes.
  for (const { id, ...changes } of changed) await transaction.update(ProfileGrantEntity, { id }, changes);
  await transaction.insert(ProfileGrantEntity, inserted);
  await writeServices(transaction, served);
  const written = rows.filter((_row, index) => outcomes[index] === "APPLIED");
  await recordAudit(
    transaction,
    { at: now, request: null },
    await grantAuditEntries(transaction, written, context),
  );
  return outcomes;
}

/** Which grant holds each of the exclusive keys now. */
async function keyHolders(transaction: Writer, keys: readonly string[]): Promise<Map<string, string>> {
  return await ownersOf(transaction, ProfileGrantEntity, { value: "exclusiveKey", id: "id" }, keys);
}

/** Takes the grant's exclusive place, if it wants one, and gives up the one it had; false when another has it. */
function takePlace(
  holders: Map<string, string>,
  wanted: StoredGrant,
  present: StoredGrant | undefined,
): boolean {
  const key = wanted.exclusiveKey;
  const holder = key === null ? undefined : holders.get(key);
  if (holder !== undefined && holder !== wanted.id) return false;
  const former = present?.exclusiveKey ?? null;
  if (former !== null) holders.delete(former);
  if (key !== null) holders.set(key, wanted.id);
  return true;
}

function unknownParent(row: GrantRow, context: GrantContext): Reject | undefined {
  if (!context.users.has(row.userId)) return { column: "user_id", reason: "names no user that is there" };
  const organizationId = organizationOf(row);
  if (organizationId !== null && !context.organizations.has(organizationId)) {
    const column = row.scopeKind === "ORGANIZATION" ? "scope_id" : "organization_id";
    return { column, reason: "names no organization that is there" };
  }
  if (row.scopeKind === "HOLDING" && !context.holdings.has(row.scopeId))
    return { column: "scope_id", reason: "names no holding that is there" };
  return undefined;
}

function stored(row: GrantRow, now: number): StoredGrant {
  const { id, userId, profile, scopeKind, scopeId, validFrom, validUntil } = row;
  return {
    id,
    userId,
    profile,
    scopeKind,
    scopeId,
    organizationId: organizationOf(row),
    contractId: contractOf(row),
    validFrom,
    validUntil,
    revokedAt: null,
    exclusiveKey: exclusiveKey(row, now),
  };
}
