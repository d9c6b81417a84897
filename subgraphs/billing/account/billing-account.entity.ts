import { Column, Entity, PrimaryColumn } from "typeorm";

/** What fixed lines are billed to. Known in its company by its code. */
@Entity("billing_account")
export class BillingAccountEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ type: "varchar", length: 32 })
  code!: string;
}
