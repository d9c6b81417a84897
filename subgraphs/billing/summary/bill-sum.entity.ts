import { Column, Entity, PrimaryColumn } from "typeorm";
import type { BillKind, Payment } from "../model/vocabulary";

/** COMPANY: of all bills of a company; OWNER: of one contract's or billing account's. */
export type SumLevel = "COMPANY" | "OWNER";

/** Sums of bills that agree on the key. Written with the bills, in one transaction (summary/keep-sums.ts). */
@Entity("bill_sum")
export class BillSumEntity {
  @PrimaryColumn({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @PrimaryColumn({ type: "varchar", length: 16 })
  level!: SumLevel;

  /** Empty where it is not the level's or not the kind's. */
  @PrimaryColumn({ name: "contract_id", type: "varchar", length: 64 })
  contractId!: string;

  @PrimaryColumn({ name: "billing_account_id", type: "varchar", length: 64 })
  billingAccountId!: string;

  @PrimaryColumn({ type: "varchar", length: 16 })
  kind!: BillKind;

  /** `YYYY-MM` of the bill's date. */
  @PrimaryColumn({ type: "varchar", length: 7 })
  period!: string;

  @PrimaryColumn({ name: "due_date", type: "varchar", length: 10 })
  dueDate!: string;

  @PrimaryColumn({ type: "varchar", length: 16 })
  payment!: Payment;

  @PrimaryColumn({ type: "varchar", length: 3 })
  unit!: string;

  @Column({ type: "bigint" })
  bills!: number;

  /** Micros. */
  @Column({ type: "bigint" })
  gross!: number;

  @Column({ type: "bigint" })
  remaining!: number;
}
