import { Column, Entity, PrimaryColumn } from "typeorm";
import type { LineActionKind, LineActionStatus } from "../vocabulary";

/** Something that the operator's systems were asked to do to a line, and what they said of it. */
@Entity("line_action")
export class LineActionEntity {
  /** By it the operator's systems know an action that comes twice. */
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  /** The line while the action is PENDING, else null: unique, so that a line has one action under way at most. */
  @Column({ name: "open_line_id", type: "varchar", length: 64, nullable: true })
  openLineId!: string | null;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ type: "varchar", length: 32 })
  kind!: LineActionKind;

  /** JSON (`action-details.ts`). */
  @Column({ type: "text" })
  details!: string;

  @Column({ type: "varchar", length: 16 })
  status!: LineActionStatus;

  /** The user's id. */
  @Column({ name: "requested_by", type: "varchar", length: 64 })
  requestedBy!: string;

  /** Of the requester; unique beside them. Null for the lines of a bulk job, which has a key of its own. */
  @Column({ name: "idempotency_key", type: "varchar", length: 64, nullable: true })
  idempotencyKey!: string | null;

  /** Epoch milliseconds. */
  @Column({ name: "requested_at", type: "bigint" })
  requestedAt!: number;

  @Column({ name: "decided_at", type: "bigint", nullable: true })
  decidedAt!: number | null;

  /** Why the operator's systems refused it. */
  @Column({ type: "varchar", length: 255, nullable: true })
  reason!: string | null;

  /**
   * When it is sent, or looked after, next; of a refused one when its requester is written to. Null once there is nothing
   * more to do. Epoch milliseconds.
   */
  @Column({ name: "next_attempt_at", type: "bigint", nullable: true })
  nextAttemptAt!: number | null;

  /** The message that tells its requester of the refusal; identity knows by it what comes twice. */
  @Column({ name: "notice_id", type: "varchar", length: 64, nullable: true })
  noticeId!: string | null;

  @Column({ type: "int" })
  attempts!: number;
}
