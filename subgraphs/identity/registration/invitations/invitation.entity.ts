import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../../shared/database";

/** The invitation that is out for a membership; one at most, gone once it is accepted. */
@Entity("invitation")
export class InvitationEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @Column("varchar", { name: "organization_id", length: 64 })
  organizationId!: string;

  /** SHA-256, base64url, of the token in the link. */
  @HiddenColumn({ type: "varchar", name: "token_hash", length: 43 })
  tokenHash!: Hidden<string>;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;

  /** The account's address then: it holds only while that is the account's (people/contact.ts). */
  @Column("varchar", { name: "sent_email", length: 254 })
  sentEmail!: string;

  /** The account's number then, blank for none. */
  @Column("varchar", { name: "sent_number", length: 16 })
  sentNumber!: string;
}
