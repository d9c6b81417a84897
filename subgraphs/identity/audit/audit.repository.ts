import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, type Reader, type SqlFragment, type SqlValue } from "../../shared/database";
import type { AuditEventEntity } from "./audit-event.entity";
import type { AuditEventType } from "./audit-event.type";
import type { AuditFilter } from "./audit-filter.type";
import { AUDIT_EVENT_COLUMNS } from "./audit-trail";

const EVENTS = { columns: AUDIT_EVENT_COLUMNS, from: "audit_event" };

const NEWEST_FIRST: SortOrder<AuditEventEntity> = [
  { expression: "at", property: "at", direction: "DESC" },
  { expression: "sequence", property: "sequence", direction: "DESC" },
];

/** The trail of an organization, newest first. Who gets here is LEGAL_REP of it. */
export async function auditOfOrganization(
  reader: Reader,
  organizationId: string,
  filter: AuditFilter | null | undefined,
  page: ConnectionArguments,
): Promise<Connection<AuditEventType>> {
  const chain = { sql: "chain = ?", parameters: [organizationId] };
  const scope = allOf([chain, ...conditionsOf(filter ?? {})]);
  return await rowConnection<AuditEventEntity, AuditEventType>({
    reader,
    source: EVENTS,
    condition: scope,
    arguments: page,
    list: { name: "Organization.auditLog", parent: organizationId, filter },
    order: NEWEST_FIRST,
    node: toEvent,
  });
}

function conditionsOf({ actorId, action, target, outcome, from, to }: AuditFilter): SqlFragment[] {
  const wanted: readonly [sql: string, value: SqlValue | undefined][] = [
    ["actor_id = ?", actorId],
    ["action = ?", action],
    ["target_type = ?", target?.type],
    ["target_id = ?", target?.id],
    ["outcome = ?", outcome],
    ["at >= ?", from],
    ["at <= ?", to],
  ];
  return wanted.flatMap(([sql, value]) =>
    value === null || value === undefined ? [] : [{ sql, parameters: [value] }],
  );
}

function toEvent(row: AuditEventEntity): AuditEventType {
  const { id, at, actorId, action, targetType, targetId, targetLabel, outcome, reason, requestId } = row;
  const target =
    targetType === null || targetId === null ? null : { type: targetType, id: targetId, label: targetLabel };
  return { id, at, actorId, action, target, outcome, reason, requestId };
}
