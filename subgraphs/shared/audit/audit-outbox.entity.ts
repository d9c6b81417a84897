import { Column, Entity, PrimaryColumn } from "typeorm";

/** Characters of an event as JSON, every part at its longest and every character escaped. */
export const LONGEST_EVENT = 10_000;

/**
 * A record that was made together with what it tells (transactional outbox), on its way to identity's chain. It is
 * removed once it stands there. Instants are epoch milliseconds.
 */
@Entity("audit_outbox")
export class AuditOutboxEntity {
  /** A UUID of version 7: the event's id in the chain, by which a second delivery is known. */
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  /** An AuditEvent of schema/internal/audit.ts as JSON. */
  @Column("varchar", { length: LONGEST_EVENT })
  event!: string;

  /** When it may be delivered (again); while a process does so, the end of its lease. */
  @Column("bigint", { name: "next_attempt_at" })
  nextAttemptAt!: number;

  /** Attempts begun. */
  @Column("bigint")
  attempts!: number;
}
