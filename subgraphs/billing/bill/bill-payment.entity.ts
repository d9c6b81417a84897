import { Column, Entity, PrimaryColumn } from "typeorm";

/** What a payment pays of a bill, as the feed has it; one that was taken back counts for nothing. */
@Entity("bill_payment")
export class BillPaymentEntity {
  @PrimaryColumn({ name: "bill_id", type: "varchar", length: 64 })
  billId!: string;

  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  /** Micros of the bill's unit. */
  @Column({ type: "bigint" })
  amount!: number;

  @Column({ name: "paid_on", type: "varchar", length: 10 })
  paidOn!: string;

  @Column({ name: "reversed_on", type: "varchar", length: 10, nullable: true })
  reversedOn!: string | null;
}
