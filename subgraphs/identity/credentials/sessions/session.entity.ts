import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../../shared/database";

/** One sign-in with its family of refresh tokens. Instants are epoch milliseconds. */
@Entity("session")
export class SessionEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  /** SHA-256, base64url, of the refresh token that is good now. */
  @HiddenColumn({ type: "varchar", name: "token_hash", length: 43 })
  tokenHash!: Hidden<string>;

  /** The one before: two tabs that refresh at once must not look like a thief. */
  @HiddenColumn({ type: "varchar", name: "previous_token_hash", length: 43, nullable: true })
  previousTokenHash!: Hidden<string | null>;

  @Column("varchar", { name: "user_agent", length: 255, nullable: true })
  userAgent!: string | null;

  @Column("varchar", { name: "ip_address", length: 45, nullable: true })
  ipAddress!: string | null;

  @Column("bigint", { name: "created_at" })
  createdAt!: number;

  @Column("bigint", { name: "last_used_at" })
  lastUsedAt!: number;

  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;

  @Column("bigint", { name: "ended_at", nullable: true })
  endedAt!: number | null;
}
