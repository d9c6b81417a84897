import type { AuditEntry } from "../../shared/audit";
import { isOneOf, type Reader, type Writer } from "../../shared/database";
import { recordAudit } from "../audit/record-audit";
import { queueMessages } from "../../shared/work/delivery/queue-messages";
import { afterContactChanges, isReachedElsewhere, type ContactChange } from "../people/contact-changes";

/** What the trail calls the operator's feed of people: no mutation did it, so it is no coordinate of the API. */
export const USER_IMPORT = "Import.users";

/**
 * What follows when the feed says that people are reached elsewhere: their invitations, links and sign-ins under way end,
 * both addresses are told, and the trail of each company that they are registered with keeps it.
 * @param now epoch milliseconds
 */
export async function takeOverContacts(
  transaction: Writer,
  changes: readonly ContactChange[],
  now: number,
): Promise<void> {
  const real = changes.filter(({ before, after }) => isReachedElsewhere(before, after));
  if (real.length === 0) return;
  await queueMessages(transaction, await afterContactChanges(transaction, real, now), now);
  const entries = await auditEntries(
    transaction,
    real.map(({ userId }) => userId),
  );
  await recordAudit(transaction, { at: now, request: null }, entries);
}

async function auditEntries(reader: Reader, userIds: readonly string[]): Promise<AuditEntry[]> {
  const theirs = isOneOf("u.id", userIds);
  const rows = await reader.rows<{ id: string; label: string; organizationId: string }>(
    "SELECT u.id, u.display_name AS label, m.organization_id AS organizationId FROM user_account u" +
      " JOIN organization_membership m ON m.user_id = u.id AND m.status IN ('INVITED', 'ACTIVE')" +
      ` WHERE ${theirs.sql} ORDER BY u.id, m.organization_id`,
    theirs.parameters,
  );
  return rows.map(({ id, label, organizationId }) => ({
    organizationIds: [organizationId],
    actorId: null,
    action: USER_IMPORT,
    target: { type: "User", id, label },
    outcome: "ALLOWED",
  }));
}
