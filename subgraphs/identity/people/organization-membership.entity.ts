import { Column, Entity, PrimaryColumn } from "typeorm";
import type { UserStatus } from "./user-status";

/** That a person is registered, or wants to be, with a company. */
@Entity("organization_membership")
export class OrganizationMembershipEntity {
  @PrimaryColumn("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @PrimaryColumn("varchar", { name: "organization_id", length: 64 })
  organizationId!: string;

  @Column("varchar", { length: 16 })
  status!: UserStatus;

  /** Copied from the account, so that a company's list is one walk along one index. */
  @Column("varchar", { name: "sort_name", length: 100 })
  sortName!: string;
}
