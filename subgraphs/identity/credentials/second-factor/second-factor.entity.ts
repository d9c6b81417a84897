import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../../shared/database";

/** A person's TOTP secret (RFC 6238). Instants are epoch milliseconds. */
@Entity("second_factor")
export class SecondFactorEntity {
  @PrimaryColumn("varchar", { name: "user_id", length: 64 })
  userId!: string;

  /** Base32, sealed under identity's secret for this user. */
  @HiddenColumn({ type: "varchar", name: "sealed_secret", length: 255 })
  sealedSecret!: Hidden<string>;

  @Column("bigint", { name: "created_at" })
  createdAt!: number;

  /** Null until the person has shown that their device gives the right codes: not in force before. */
  @Column("bigint", { name: "confirmed_at", nullable: true })
  confirmedAt!: number | null;

  /** The time step of the last code that was accepted; that one and those before it are used up. */
  @Column("bigint", { name: "last_step" })
  lastStep!: number;
}
