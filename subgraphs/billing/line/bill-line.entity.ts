import { Column, Entity, PrimaryColumn } from "typeorm";
import type { BillLineKind } from "../model/vocabulary";

/** A charge of a bill, at its place in it from 1. */
@Entity("bill_line")
export class BillLineEntity {
  @PrimaryColumn({ name: "bill_id", type: "varchar", length: 64 })
  billId!: string;

  @PrimaryColumn({ type: "bigint" })
  position!: number;

  @Column({ type: "varchar", length: 16 })
  kind!: BillLineKind;

  @Column({ type: "varchar", length: 200 })
  description!: string;

  @Column({ name: "period_from", type: "varchar", length: 10, nullable: true })
  periodFrom!: string | null;

  @Column({ name: "period_to", type: "varchar", length: 10, nullable: true })
  periodTo!: string | null;

  /** Micros of the bill's unit, without tax. */
  @Column({ type: "bigint" })
  amount!: number;

  /** The line of the inventory that is charged; no foreign key, as it is another subgraph's. */
  @Column({ name: "mobile_line_id", type: "varchar", length: 64, nullable: true })
  mobileLineId!: string | null;

  @Column({ name: "fixed_line_id", type: "varchar", length: 64, nullable: true })
  fixedLineId!: string | null;
}
