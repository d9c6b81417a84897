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
}
