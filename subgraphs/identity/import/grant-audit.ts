import { inList, type Reader } from "../../shared/database";
import type { AuditEntry } from "../../shared/audit";
import { grantLabel } from "../grants/grant-audit";
import { organizationOf, type GrantRow } from "./grant-row";
import type { GrantContext } from "./grant-context";

/** What the trail calls the operator's feed of grants: no mutation did it, so it is no coordinate of the API. */
export const GRANT_IMPORT = "Import.grants";

/**
 * The trail's entries for grants that the feed has given or changed: in the company that the scope lies in, in the one
 * where it lay before, and for a holding in each company that is now of it.
 */
export async function grantAuditEntries(
  reader: Reader,
  rows: readonly GrantRow[],
  { grants }: GrantContext,
): Promise<AuditEntry[]> {
  const members = await membersOfHoldings(
    reader,
    rows.flatMap(({ scopeKind, scopeId }) => (scopeKind === "HOLDING" ? [scopeId] : [])),
  );
  return rows.map((row) => {
    const { id, userId, profile, scopeKind, scopeId } = row;
    const present = organizationOf(row);
    const former = grants.get(id)?.organizationId ?? null;
    const companies = scopeKind === "HOLDING" ? (members.get(scopeId) ?? []) : [];
    return {
      organizationIds: [...companies, ...[present, former].filter((each) => each !== null)],
      actorId: null,
      action: GRANT_IMPORT,
      target: {
        type: "ProfileGrant",
        id,
        label: grantLabel(profile, userId, scopeKind, scopeId),
      },
      outcome: "ALLOWED",
    };
  });
}

async function membersOfHoldings(
  reader: Reader,
  holdingIds: readonly string[],
): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  if (holdingIds.length === 0) return members;
  const list = inList([...new Set(holdingIds)]);
  const rows = await reader.rows<{ id: string; holdingId: string }>(
    `SELECT id, holding_id AS holdingId FROM organization WHERE holding_id IN ${list.sql} ORDER BY id`,
    list.parameters,
  );
  for (const { id, holdingId } of rows) members.set(holdingId, [...(members.get(holdingId) ?? []), id]);
  return members;
}
