import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../database";

/** The code that is out for one step: a registration, the proof of a number, an invitation. Gone once it is used. */
@Entity("one_time_code")
export class OneTimeCodeEntity {
  /** The id of the step that it is for. */
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  /** HMAC-SHA-256, base64url: see one-time-codes.ts. */
  @HiddenColumn({ type: "varchar", name: "code_hash", length: 43 })
  codeHash!: Hidden<string>;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;

  /** Wrong ones since it was made. */
  @Column("bigint")
  tries!: number;

  /** How many codes were made for the step, this one included. */
  @Column("bigint")
  made!: number;
}
