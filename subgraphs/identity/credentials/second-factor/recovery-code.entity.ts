import { Column, Entity, PrimaryColumn } from "typeorm";

/** A code for whoever has lost the device; good once. */
@Entity("recovery_code")
export class RecoveryCodeEntity {
  @PrimaryColumn("varchar", { name: "user_id", length: 64 })
  userId!: string;

  /** Keyed hash. */
  @PrimaryColumn("varchar", { name: "code_hash", length: 43 })
  codeHash!: string;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "used_at", nullable: true })
  usedAt!: number | null;
}
