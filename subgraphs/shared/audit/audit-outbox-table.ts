import type { TableOptions } from "typeorm";
import { bigint, identifier, varchar } from "../database/table-parts";
import { LONGEST_EVENT } from "./audit-outbox.entity";

/** For the migration of a subgraph that changes something: its records on their way to identity. */
export const auditOutboxTable: TableOptions = {
  name: "audit_outbox",
  columns: [
    identifier("id", { isPrimary: true }),
    varchar("event", LONGEST_EVENT),
    bigint("next_attempt_at"),
    bigint("attempts"),
  ],
  indices: [{ name: "ix_audit_outbox_due", columnNames: ["next_attempt_at", "id"] }],
  checks: [{ name: "ck_audit_outbox_attempts", expression: "attempts >= 0" }],
};
