import { Column, Entity, PrimaryColumn } from "typeorm";
import type { BulkJobStatus, BulkOperation, BulkOutcome } from "../vocabulary";

/** One operation on many lines. */
@Entity("bulk_job")
export class BulkJobEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "varchar", length: 32 })
  operation!: BulkOperation;

  /** JSON: what the operation is given beside the lines (`operation-arguments.ts`). */
  @Column({ type: "text" })
  arguments!: string;

  @Column({ name: "scope_type", type: "varchar", length: 32 })
  scopeType!: "MobileContract" | "Organization";

  @Column({ name: "scope_id", type: "varchar", length: 64 })
  scopeId!: string;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ type: "boolean" })
  preview!: boolean;

  /** The user's id. */
  @Column({ name: "requested_by", type: "varchar", length: 64 })
  requestedBy!: string;

  @Column({ name: "idempotency_key", type: "varchar", length: 64, nullable: true })
  idempotencyKey!: string | null;

  @Column({ type: "varchar", length: 16 })
  status!: BulkJobStatus;

  /** Rows; those with an outcome; those that failed. */
  @Column({ type: "int" })
  total!: number;

  @Column({ type: "int" })
  done!: number;

  @Column({ type: "int" })
  failed!: number;

  /** Epoch milliseconds. */
  @Column({ name: "created_at", type: "bigint" })
  createdAt!: number;

  @Column({ name: "finished_at", type: "bigint", nullable: true })
  finishedAt!: number | null;

  /** Until when one process works on it alone; whoever looks later may take it over. Epoch milliseconds. */
  @Column({ name: "lease_until", type: "bigint" })
  leaseUntil!: number;

  /** Of the process that has it. */
  @Column({ name: "lease_token", type: "varchar", length: 64, nullable: true })
  leaseToken!: string | null;
}

/** What became of one line of a job; no outcome yet means that it is still to come. */
@Entity("bulk_job_row")
export class BulkJobRowEntity {
  @PrimaryColumn({ name: "job_id", type: "varchar", length: 64 })
  jobId!: string;

  /** From 1, in the order of the ids as given, or of the lines' ids. */
  @PrimaryColumn({ type: "int" })
  position!: number;

  @Column({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  @Column({ type: "varchar", length: 16, nullable: true })
  outcome!: BulkOutcome | null;

  /** Set if and only if FAILED. */
  @Column({ type: "varchar", length: 16, nullable: true })
  fault!: BulkFault | null;
}

export const BULK_FAULTS = ["NOT_FOUND", "FORBIDDEN", "CONFLICT", "BUSY"] as const;
export type BulkFault = (typeof BULK_FAULTS)[number];
