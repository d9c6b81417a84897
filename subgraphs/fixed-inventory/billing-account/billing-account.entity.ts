import { Column, Entity, PrimaryColumn } from "typeorm";

/** What lines are billed to, as their feed names it: it holds each to one company. Billing has the accounts themselves. */
@Entity("billing_account")
export class BillingAccountEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ type: "varchar", length: 32 })
  code!: string;
}
