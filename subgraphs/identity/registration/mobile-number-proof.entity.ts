import { Column, Entity, PrimaryColumn } from "typeorm";

/** That a signed-in person says that a number is theirs, until the code sent to it proves it or its time runs out. */
@Entity("mobile_number_proof")
export class MobileNumberProofEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @Column("varchar", { name: "mobile_number", length: 16 })
  mobileNumber!: string;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;
}
