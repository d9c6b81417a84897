import { Column, Entity, PrimaryColumn } from "typeorm";

/** Leave to choose a new password, sent to the account's e-mail address. Instants are epoch milliseconds. */
@Entity("password_reset")
export class PasswordResetEntity {
  /** SHA-256, base64url. */
  @PrimaryColumn("varchar", { name: "token_hash", length: 43 })
  tokenHash!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;

  @Column("bigint", { name: "used_at", nullable: true })
  usedAt!: number | null;

  /** The account's address then: it holds only while that is the account's (people/contact.ts). */
  @Column("varchar", { name: "sent_email", length: 254 })
  sentEmail!: string;

  /** For a way back: the address that it brings back, be the account's another by now; null for a link to a new password. */
  @Column("varchar", { name: "restores_email", length: 254, nullable: true })
  restoresEmail!: string | null;
}
