import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../shared/database";
import type { AccessTechnology, FixedLineStatus, ServiceFamily } from "../model/vocabulary";

/** A line. Dates are `YYYY-MM-DD`. */
@Entity("fixed_line")
export class FixedLineEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "site_id", type: "varchar", length: 64 })
  siteId!: string;

  /** The site's and the billing account's; composite foreign keys keep it true. */
  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ name: "billing_account_id", type: "varchar", length: 64 })
  billingAccountId!: string;

  @Column({ type: "varchar", length: 16 })
  number!: string;

  /** Its reverse: "ends with" from an index. */
  @HiddenColumn({ name: "number_reversed", type: "varchar", length: 16 })
  numberReversed!: Hidden<string>;

  /** The number while the line has it to itself, null once TERMINATED: unique, as MySQL has no partial index. */
  @HiddenColumn({ name: "live_number", type: "varchar", length: 16, nullable: true })
  liveNumber!: Hidden<string | null>;

  @Column({ type: "varchar", length: 32 })
  family!: ServiceFamily;

  @Column({ name: "access_technology", type: "varchar", length: 16 })
  accessTechnology!: AccessTechnology;

  @Column({ type: "varchar", length: 16 })
  status!: FixedLineStatus;

  @Column({ name: "activated_on", type: "varchar", length: 10 })
  activatedOn!: string;

  @Column({ name: "terminated_on", type: "varchar", length: 10, nullable: true })
  terminatedOn!: string | null;
}
