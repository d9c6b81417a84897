import { createHash } from "node:crypto";
import type { AuditEventEntity } from "./audit-event.entity";

/** Everything of an event but its hash. */
export type AuditEventContent = Omit<AuditEventEntity, "hash">;

/** What the first event of a chain is hung on. */
export const GENESIS_HASH = "0".repeat(64);

const FORM = 1;

/**
 * SHA-256 in hexadecimal over the hash before, a line feed, and the event as a JSON array in a fixed order. An array of
 * texts, integers and nulls has one JSON form only, so that anybody can recompute it (docs/audit.md).
 */
export function auditHash(previous: string, event: AuditEventContent): string {
  return createHash("sha256")
    .update(`${previous}\n${canonicalForm(event)}`)
    .digest("hex");
}

function canonicalForm(event: AuditEventContent): string {
  const { chain, sequence, id, at, actorId, grantId, action, targetType, targetId, targetLabel } = event;
  const { outcome, reason, ipAddress, userAgent, requestId } = event;
  const what = [actorId, grantId, action, targetType, targetId, targetLabel, outcome, reason];
  return JSON.stringify([FORM, chain, sequence, id, at, ...what, ipAddress, userAgent, requestId]);
}
