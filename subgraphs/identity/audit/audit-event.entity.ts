import { Column, Entity, PrimaryColumn } from "typeorm";
import type { AuditOutcome } from "../../shared/audit";

/** One act in one chain, written once and never again. No foreign keys: the trail outlives what it tells of. */
@Entity("audit_event")
export class AuditEventEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  /** The organization's id, or {@link NO_ORGANIZATION}. */
  @Column("varchar", { length: 64 })
  chain!: string;

  /** 1, 2, 3 … within the chain. */
  @Column("bigint")
  sequence!: number;

  /** Epoch milliseconds. */
  @Column("bigint")
  at!: number;

  /** Null where nobody has proved to be anybody, and for the operator's feed. */
  @Column("varchar", { name: "actor_id", length: 64, nullable: true })
  actorId!: string | null;

  /** The grant by which it was allowed, where one was needed. */
  @Column("varchar", { name: "grant_id", length: 64, nullable: true })
  grantId!: string | null;

  @Column("varchar", { length: 128 })
  action!: string;

  @Column("varchar", { name: "target_type", length: 64, nullable: true })
  targetType!: string | null;

  @Column("varchar", { name: "target_id", length: 64, nullable: true })
  targetId!: string | null;

  @Column("varchar", { name: "target_label", length: 255, nullable: true })
  targetLabel!: string | null;

  @Column("varchar", { length: 16 })
  outcome!: AuditOutcome;

  @Column("varchar", { length: 500, nullable: true })
  reason!: string | null;

  @Column("varchar", { name: "ip_address", length: 45, nullable: true })
  ipAddress!: string | null;

  @Column("varchar", { name: "user_agent", length: 255, nullable: true })
  userAgent!: string | null;

  @Column("varchar", { name: "request_id", length: 64, nullable: true })
  requestId!: string | null;

  /** SHA-256 in hexadecimal, see audit-hash.ts. */
  @Column("varchar", { length: 64 })
  hash!: string;
}
