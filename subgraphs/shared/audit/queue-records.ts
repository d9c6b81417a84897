import { v7 as uuid } from "uuid";
import type { AuditEvent } from "../../../schema/internal/audit";
import type { Writer } from "../database";
import { storable } from "../text/storable";
import type { AuditEntry, AuditOccasion } from "./audit-entry";
import { AuditOutboxEntity } from "./audit-outbox.entity";

/**
 * Writes records into the outbox of the subgraph, within the transaction of what they tell: both are kept or neither.
 * @returns the ids of the events, one for each company of each entry
 */
export async function queueRecords(
  transaction: Writer,
  occasion: AuditOccasion,
  entries: readonly AuditEntry[],
): Promise<readonly string[]> {
  const events = entries.flatMap((entry) => {
    const companies = entry.organizationIds.length === 0 ? [null] : [...new Set(entry.organizationIds)];
    return companies.map((organizationId) => eventOf(organizationId, occasion, entry));
  });
  const rows = events.map((event) => ({
    id: event.id,
    event: JSON.stringify(event),
    nextAttemptAt: occasion.at,
    attempts: 0,
  }));
  await transaction.insert(AuditOutboxEntity, rows);
  return events.map(({ id }) => id);
}

/** Texts are cut to what the chain keeps: nothing that was recorded may be refused there. */
function eventOf(
  organizationId: string | null,
  { at, request }: AuditOccasion,
  { actorId, grantId, action, target, outcome, reason }: AuditEntry,
): AuditEvent {
  return {
    id: uuid(),
    organizationId,
    at,
    actorId,
    grantId: grantId ?? null,
    action,
    target: target && { ...target, label: storable(target.label, 255) },
    outcome,
    reason: storable(reason, 500),
    ipAddress: storable(request?.ipAddress, 45),
    userAgent: storable(request?.userAgent, 255),
    requestId: storable(request?.requestId, 64),
  };
}
