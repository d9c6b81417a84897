import { Column, Entity, PrimaryColumn } from "typeorm";

/** A sign-in whose password was right and that waits for the second factor. Instants are epoch milliseconds. */
@Entity("sign_in_challenge")
export class SignInChallengeEntity {
  /** SHA-256, base64url: whoever knows the id has proved the password. */
  @PrimaryColumn("varchar", { name: "id_hash", length: 43 })
  idHash!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;

  @Column("bigint")
  tries!: number;

  @Column("bigint", { name: "used_at", nullable: true })
  usedAt!: number | null;

  /** The account's address then: it holds only while that is the account's (people/contact.ts). */
  @Column("varchar", { name: "sent_email", length: 254 })
  sentEmail!: string;

  /** The account's number then, blank for none. */
  @Column("varchar", { name: "sent_number", length: 16 })
  sentNumber!: string;
}
