import { v7 as uuid } from "uuid";
import type { AuditEntry, AuditOccasion } from "../../shared/audit";
import type { Writer } from "../../shared/database";
import { storable } from "../../shared/text/storable";
import { appendToChains, type ChainEvent } from "./append-to-chains";
import { NO_ORGANIZATION } from "./audit-chain.entity";

/**
 * Appends to the trail within the transaction of the act itself: both are kept or neither. The chains stay locked until
 * the transaction ends, so call it last.
 * @returns the ids of the events, one for each chain of each entry
 * @throws ConstraintViolation never in good order: it means that somebody wrote past this function
 */
export async function recordAudit(
  transaction: Writer,
  occasion: AuditOccasion,
  entries: readonly AuditEntry[],
): Promise<readonly string[]> {
  const events = entries.flatMap((entry) => chainsOf(entry).map((chain) => eventOf(chain, occasion, entry)));
  await appendToChains(transaction, events);
  return events.map(({ id }) => id);
}

function chainsOf({ organizationIds }: AuditEntry): readonly string[] {
  return organizationIds.length === 0 ? [NO_ORGANIZATION] : [...new Set(organizationIds)];
}

function eventOf(
  chain: string,
  { at, request }: AuditOccasion,
  { actorId, grantId, action, target, outcome, reason }: AuditEntry,
): ChainEvent {
  return {
    id: uuid(),
    chain,
    at,
    actorId,
    grantId: grantId ?? null,
    action,
    targetType: target?.type ?? null,
    targetId: target?.id ?? null,
    targetLabel: storable(target?.label, 255),
    outcome,
    reason: storable(reason, 500),
    ipAddress: storable(request?.ipAddress, 45),
    userAgent: storable(request?.userAgent, 255),
    requestId: storable(request?.requestId, 64),
  };
}
