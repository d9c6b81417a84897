import { Column, Entity, PrimaryColumn } from "typeorm";

/** An address that a person has signed in from. */
@Entity("known_address")
export class KnownAddressEntity {
  @PrimaryColumn("varchar", { name: "user_id", length: 64 })
  userId!: string;

  /** Keyed hash. */
  @PrimaryColumn("varchar", { name: "address_hash", length: 43 })
  addressHash!: string;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "seen_at" })
  seenAt!: number;
}
