import type { Writer } from "../../shared/database";
import { AuditEventEntity } from "./audit-event.entity";
import { auditHash, GENESIS_HASH, type AuditEventContent } from "./audit-hash";
import { lockHeads, moveHeads } from "./audit-heads";

/** An event that has no place in its chain yet. */
export type ChainEvent = Omit<AuditEventContent, "sequence">;

/**
 * Hangs events on the ends of their chains, in the order given. Four statements for up to 200 chains. The chains stay
 * locked until the transaction ends, so call it last.
 * @param wanted which of the events to append, decided behind the lock of their chains
 * @returns how many were appended
 */
export async function appendToChains(
  transaction: Writer,
  events: readonly ChainEvent[],
  wanted: (events: readonly ChainEvent[]) => Promise<readonly ChainEvent[]> = (all) => Promise.resolve(all),
): Promise<number> {
  if (events.length === 0) return 0;
  const chains = [...new Set(events.map(({ chain }) => chain))].sort();
  const before = await lockHeads(transaction, chains);
  const after = new Map<string, { readonly sequence: number; readonly hash: string }>();
  const appended = (await wanted(events)).map((event): AuditEventEntity => {
    const head = after.get(event.chain) ?? before.get(event.chain) ?? { sequence: 0, hash: GENESIS_HASH };
    const content = { ...event, sequence: head.sequence + 1 };
    const hash = auditHash(head.hash, content);
    after.set(event.chain, { sequence: content.sequence, hash });
    return { ...content, hash };
  });
  if (appended.length === 0) return 0;
  await transaction.insert(AuditEventEntity, appended);
  await moveHeads(transaction, before, after);
  return appended.length;
}
