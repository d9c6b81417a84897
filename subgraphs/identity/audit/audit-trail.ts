import type { Reader } from "../../shared/database";
import type { AuditEventEntity } from "./audit-event.entity";

const PAGE = 1_000;

const COLUMNS: Readonly<Record<keyof AuditEventEntity, string>> = {
  id: "id",
  chain: "chain",
  sequence: "sequence",
  at: "at",
  actorId: "actor_id",
  grantId: "grant_id",
  action: "action",
  targetType: "target_type",
  targetId: "target_id",
  targetLabel: "target_label",
  outcome: "outcome",
  reason: "reason",
  ipAddress: "ip_address",
  userAgent: "user_agent",
  requestId: "request_id",
  hash: "hash",
};

/** Every column of an event under its property's name, for SELECT. */
export const AUDIT_EVENT_COLUMNS = Object.entries(COLUMNS)
  .map(([property, column]) => `${column} AS ${property}`)
  .join(", ");

/** The events of a chain after a sequence number, oldest first, a page in memory at a time. */
export async function* auditTrail(
  reader: Reader,
  chain: string,
  after = 0,
): AsyncGenerator<AuditEventEntity> {
  for (let last = after; ;) {
    const rows = await reader.rows<AuditEventEntity>(
      `SELECT ${AUDIT_EVENT_COLUMNS} FROM audit_event WHERE chain = ? AND sequence > ?` +
        " ORDER BY sequence LIMIT ?",
      [chain, last, PAGE],
    );
    for (const row of rows) yield row;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = end.sequence;
  }
}

/** Every chain that has a head or an event, in order, one statement each. */
export async function* auditChains(reader: Reader): AsyncGenerator<string> {
  const next = async (condition: string, parameters: readonly string[]): Promise<string | null> => {
    const row = await reader.row<{ chain: string | null }>(
      "SELECT MIN(c.chain) AS chain FROM (" +
        `SELECT MIN(chain) AS chain FROM audit_chain WHERE ${condition} UNION ALL ` +
        `SELECT MIN(chain) FROM audit_event WHERE ${condition}) c`,
      [...parameters, ...parameters],
    );
    return row?.chain ?? null;
  };
  let chain = await next("1 = 1", []);
  while (chain !== null) {
    yield chain;
    chain = await next("chain > ?", [chain]);
  }
}
