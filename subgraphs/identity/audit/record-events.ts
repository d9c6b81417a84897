import { RECORD_EVENTS, type AuditEvent } from "../../../schema/internal/audit";
import { isOneOf, type Writer } from "../../shared/database";
import { answering, type InternalFunction } from "../../shared/subgraph/definition";
import { NO_ORGANIZATION } from "./audit-chain.entity";
import { appendToChains, type ChainEvent } from "./append-to-chains";

/**
 * Takes what other subgraphs recorded into the chains of their companies, sealed. Each event is taken once: its id is the
 * event's id in the chain, which is unique there, so that whatever was delivered before is passed over.
 */
export const recordEvents: InternalFunction<unknown> = answering(
  RECORD_EVENTS,
  async ({ events }, { database }) => ({
    recorded: await database.write((transaction) => append(transaction, events)),
  }),
);

async function append(transaction: Writer, events: readonly AuditEvent[]): Promise<number> {
  const chainEvents = [...new Map(events.map((event) => [event.id, event])).values()].map(toChainEvent);
  return await appendToChains(transaction, chainEvents, async (behindTheLock) => {
    const condition = isOneOf(
      "id",
      behindTheLock.map(({ id }) => id),
    );
    const known = await transaction.rows<{ id: string }>(
      `SELECT id FROM audit_event WHERE ${condition.sql}`,
      condition.parameters,
    );
    const ids = new Set(known.map(({ id }) => id));
    return behindTheLock.filter(({ id }) => !ids.has(id));
  });
}

function toChainEvent({ organizationId, target, ...event }: AuditEvent): ChainEvent {
  return {
    ...event,
    chain: organizationId ?? NO_ORGANIZATION,
    targetType: target?.type ?? null,
    targetId: target?.id ?? null,
    targetLabel: target?.label ?? null,
  };
}
