import { Column, Entity, PrimaryColumn } from "typeorm";
import type { UsageKind } from "../vocabulary";

/** What a line has used of one kind in one month, under the contract and company of that time. */
@Entity("usage_bucket")
export class UsageBucketEntity {
  @PrimaryColumn({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  /** `YYYY-MM`. */
  @PrimaryColumn({ type: "varchar", length: 7 })
  period!: string;

  @PrimaryColumn({ type: "varchar", length: 16 })
  kind!: UsageKind;

  @Column({ name: "contract_id", type: "varchar", length: 64 })
  contractId!: string;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  /** VOICE in seconds, DATA in bytes, SMS in messages; null is unlimited. */
  @Column({ type: "bigint", nullable: true })
  allowance!: number | null;

  @Column({ type: "bigint" })
  used!: number;

  /** Epoch milliseconds. */
  @Column({ name: "as_of", type: "bigint" })
  asOf!: number;
}
