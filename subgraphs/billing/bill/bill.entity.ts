import { Column, Entity, PrimaryColumn } from "typeorm";
import type { BillKind, Payment } from "../model/vocabulary";

/** A bill. Dates are `YYYY-MM-DD`, amounts micros of `unit` (money/amount.ts). */
@Entity("bill")
export class BillEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "bill_no", type: "varchar", length: 40 })
  billNo!: string;

  /** What a search compares with. */
  @Column({ name: "bill_no_folded", type: "varchar", length: 40 })
  billNoFolded!: string;

  @Column({ type: "varchar", length: 16 })
  kind!: BillKind;

  /** The company of the contract or billing account at the time of the bill. */
  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  /** Of a MOBILE bill, and only of one. */
  @Column({ name: "contract_id", type: "varchar", length: 64, nullable: true })
  contractId!: string | null;

  /** Of a FIXED bill, and only of one. */
  @Column({ name: "billing_account_id", type: "varchar", length: 64, nullable: true })
  billingAccountId!: string | null;

  @Column({ name: "bill_date", type: "varchar", length: 10 })
  billDate!: string;

  @Column({ name: "due_date", type: "varchar", length: 10 })
  dueDate!: string;

  @Column({ name: "period_from", type: "varchar", length: 10 })
  periodFrom!: string;

  @Column({ name: "period_to", type: "varchar", length: 10 })
  periodTo!: string;

  /** ISO 4217. */
  @Column({ type: "varchar", length: 3 })
  unit!: string;

  @Column({ type: "bigint" })
  net!: number;

  @Column({ type: "bigint" })
  tax!: number;

  /** net + tax; a check holds it. */
  @Column({ type: "bigint" })
  gross!: number;

  /** gross less what was paid; below zero where more was paid than is billed. */
  @Column({ type: "bigint" })
  remaining!: number;

  /** Follows from gross and remaining; a check holds it, and lists and sums find by it. */
  @Column({ type: "varchar", length: 16 })
  payment!: Payment;

  /** The feed counts it up with each correction. */
  @Column({ type: "bigint" })
  version!: number;

  @Column({ name: "line_count", type: "bigint" })
  lineCount!: number;

  /** Digest of what the feed said, lines included: the same version must say the same. */
  @Column({ type: "varchar", length: 64 })
  digest!: string;
}
