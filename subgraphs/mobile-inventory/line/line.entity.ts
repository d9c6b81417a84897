import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../shared/database";
import { foldOptional } from "../../shared/inventory";
import type { MobileLineStatus } from "../vocabulary";

/** A label with what the search finds it by: whoever writes the one writes the other. */
export function labelColumns(label: string | null): Pick<MobileLineEntity, "label" | "labelFolded"> {
  return { label, labelFolded: foldOptional(label) };
}

/** A line. Dates are `YYYY-MM-DD`. */
@Entity("mobile_line")
export class MobileLineEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "contract_id", type: "varchar", length: 64 })
  contractId!: string;

  /** The contract's; a composite foreign key keeps it true. */
  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ type: "varchar", length: 16 })
  msisdn!: string;

  /** Its reverse: "ends with" from an index. */
  @HiddenColumn({ name: "msisdn_reversed", type: "varchar", length: 16 })
  msisdnReversed!: Hidden<string>;

  /** The number while the line has it to itself, null once TERMINATED: unique, as MySQL has no partial index. */
  @HiddenColumn({ name: "live_msisdn", type: "varchar", length: 16, nullable: true })
  liveMsisdn!: Hidden<string | null>;

  @Column({ type: "varchar", length: 16 })
  status!: MobileLineStatus;

  @Column({ name: "activated_on", type: "varchar", length: 10 })
  activatedOn!: string;

  @Column({ name: "terminated_on", type: "varchar", length: 10, nullable: true })
  terminatedOn!: string | null;

  @Column({ name: "frozen_on", type: "varchar", length: 10, nullable: true })
  frozenOn!: string | null;

  @Column({ type: "varchar", length: 100, nullable: true })
  label!: string | null;

  @HiddenColumn({ name: "label_folded", type: "varchar", length: 100, nullable: true })
  labelFolded!: Hidden<string | null>;

  @Column({ type: "boolean" })
  roaming!: boolean;

  @Column({ name: "tariff_plan_id", type: "varchar", length: 64 })
  tariffPlanId!: string;

  @Column({ name: "cost_center_id", type: "varchar", length: 64, nullable: true })
  costCenterId!: string | null;
}
