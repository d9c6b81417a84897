import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ContractStatus } from "../vocabulary";

/** A contract. Dates are `YYYY-MM-DD`. */
@Entity("mobile_contract")
export class MobileContractEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "varchar", length: 32 })
  number!: string;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ name: "signed_on", type: "varchar", length: 10 })
  signedOn!: string;

  @Column({ type: "varchar", length: 16 })
  status!: ContractStatus;
}
