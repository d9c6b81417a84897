import { Column, Entity, PrimaryColumn } from "typeorm";

/** How often something was tried of late under one key. Instants are epoch milliseconds. */
@Entity("throttle")
export class ThrottleEntity {
  /** Keyed hash of rule and key: of an account that does not exist no name lies in the clear. */
  @PrimaryColumn("varchar", { name: "key_hash", length: 43 })
  keyHash!: string;

  @Column("bigint")
  attempts!: number;

  /** When the next attempt may be made. */
  @Column("bigint", { name: "free_at" })
  freeAt!: number;

  /** From when on the row counts for nothing and is swept. */
  @Column("bigint", { name: "forgotten_at" })
  forgottenAt!: number;
}
