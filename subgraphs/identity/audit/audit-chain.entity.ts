import { Column, Entity, PrimaryColumn } from "typeorm";

/** The chain of what belongs to no organization, such as the refused sign-in of a user name that nobody has. */
export const NO_ORGANIZATION = "";

/** The head of one chain: where the next event is hung on. */
@Entity("audit_chain")
export class AuditChainEntity {
  /** An organization's id, or {@link NO_ORGANIZATION}. */
  @PrimaryColumn("varchar", { length: 64 })
  chain!: string;

  /** Of the last event; 0 before the first. */
  @Column("bigint")
  sequence!: number;

  /** Of the last event. */
  @Column("varchar", { length: 64 })
  hash!: string;
}
