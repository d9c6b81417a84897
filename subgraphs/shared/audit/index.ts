export { AUDIT_OUTCOMES, type AuditEntry, type AuditOccasion, type AuditOutcome } from "./audit-entry";
export { AuditOutboxEntity } from "./audit-outbox.entity";
export { auditOutboxTable } from "./audit-outbox-table";
export { deliverNow, deliverRecords, type DeliveryContext } from "./deliver-records";
export { queueRecords } from "./queue-records";
