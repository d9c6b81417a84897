import { v7 as uuid } from "uuid";
import type { Writer } from "../../shared/database";
import type { RequestFacts } from "../../shared/subgraph/definition";
import { AuditEventEntity, type AuditOutcome } from "./audit-event.entity";
import { NO_ORGANIZATION } from "./audit-chain.entity";
import { auditHash, GENESIS_HASH, type AuditEventContent } from "./audit-hash";
import { lockHeads, moveHeads } from "./audit-heads";
import { storable } from "../../shared/text/storable";

/** Something that was done, or was refused, as the trail keeps it. */
export interface AuditEntry {
  /** In whose chains it is kept; with none, in the chain of no organization. */
  readonly organizationIds: readonly string[];
  readonly actorId: string | null;
  /** The grant that allowed it. */
  readonly grantId?: string | null;
  /** Coordinate of what was done or read: `Mutation.grantProfile`. */
  readonly action: string;
  readonly target: {
    readonly type: string;
    readonly id: string;
    readonly label: string | null;
  } | null;
  readonly outcome: AuditOutcome;
  /** As given by the actor. */
  readonly reason?: string | null;
}

/** When, and from where. */
export interface AuditOccasion {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null where no request brought it: the operator's feed. */
  readonly request: Pick<RequestFacts, "requestId" | "ipAddress" | "userAgent"> | null;
}

/**
 * Appends to the trail within the transaction of the act itself: both are kept or neither. Four statements for up to
 * 200 chains. The chains stay locked until the transaction ends, so call it last.
 * @throws ConstraintViolation never in good order: it means that somebody wrote past this function
 */
export async function recordAudit(
  transaction: Writer,
  occasion: AuditOccasion,
  entries: readonly AuditEntry[],
): Promise<void> {
  const links = entries.flatMap((entry) => chainsOf(entry).map((chain) => ({ chain, entry })));
  if (links.length === 0) return;
  const chains = [...new Set(links.map(({ chain }) => chain))].sort();
  const before = await lockHeads(transaction, chains);
  const after = new Map(before);
  const events = links.map(({ chain, entry }): AuditEventEntity => {
    const head = after.get(chain) ?? { sequence: 0, hash: GENESIS_HASH };
    const content = contentOf(chain, head.sequence + 1, occasion, entry);
    const hash = auditHash(head.hash, content);
    after.set(chain, { sequence: content.sequence, hash });
    return { ...content, hash };
  });
  await transaction.insert(AuditEventEntity, events);
  await moveHeads(transaction, before, after);
}

function chainsOf({ organizationIds }: AuditEntry): readonly string[] {
  return organizationIds.length === 0 ? [NO_ORGANIZATION] : [...new Set(organizationIds)];
}

function contentOf(
  chain: string,
  sequence: number,
  { at, request }: AuditOccasion,
  { actorId, grantId, action, target, outcome, reason }: AuditEntry,
): AuditEventContent {
  return {
    id: uuid(),
    chain,
    sequence,
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
