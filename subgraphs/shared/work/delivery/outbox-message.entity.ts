import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Channel } from "./message";

/**
 * A message that was decided on together with what it tells (transactional outbox): the relay sends it after the commit.
 * Instants are epoch milliseconds.
 */
@Entity("outbox_message")
export class OutboxMessageEntity {
  /** A UUID of version 7; receivers know a repeated delivery by it. */
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { length: 8 })
  channel!: Channel;

  /** E.164 or an e-mail address. */
  @Column("varchar", { length: 254 })
  recipient!: string;

  @Column("varchar", { length: 200 })
  subject!: string;

  /** Blank once the message is sent or given up: codes must not stay readable. */
  @Column("varchar", { length: 2000 })
  text!: string;

  @Column("bigint", { name: "created_at" })
  createdAt!: number;

  /** From when on it is of no use to its reader, and not sent any more; null when it never is. */
  @Column("bigint", { name: "expires_at", nullable: true })
  expiresAt!: number | null;

  /** When the relay may try (again), while one tries the end of its lease; null once it is sent or given up. */
  @Column("bigint", { name: "next_attempt_at", nullable: true })
  nextAttemptAt!: number | null;

  /** Attempts begun. Whoever raises it has claimed the message. */
  @Column("bigint")
  attempts!: number;

  @Column("bigint", { name: "sent_at", nullable: true })
  sentAt!: number | null;

  @Column("bigint", { name: "given_up_at", nullable: true })
  givenUpAt!: number | null;

  /** Why the last attempt failed; never shown to a client. */
  @Column("varchar", { name: "last_error", length: 255, nullable: true })
  lastError!: string | null;
}
