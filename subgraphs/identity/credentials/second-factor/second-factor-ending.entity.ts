import { Column, Entity, PrimaryColumn } from "typeorm";

/** That the operator ends a second factor that its owner has lost. Instants are epoch milliseconds. */
@Entity("second_factor_ending")
export class SecondFactorEndingEntity {
  @PrimaryColumn("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @Column("bigint", { name: "requested_at" })
  requestedAt!: number;

  /** From when on it is gone. */
  @Column("bigint", { name: "ends_at" })
  endsAt!: number;
}
