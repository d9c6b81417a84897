import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Profile, ScopeKind } from "../../../schema/access/vocabulary";

/** One grant (access.md, Grant): user, profile, scope with its ancestors, validity [from, until). */
@Entity("profile_grant")
export class ProfileGrantEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @Column("varchar", { length: 32 })
  profile!: Profile;

  @Column("varchar", { name: "scope_kind", length: 32 })
  scopeKind!: ScopeKind;

  @Column("varchar", { name: "scope_id", length: 64 })
  scopeId!: string;

  /** Null for HOLDING only: that scope lies in whatever companies the holding has when it is asked. */
  @Column("varchar", { name: "organization_id", length: 64, nullable: true })
  organizationId!: string | null;

  @Column("varchar", { name: "contract_id", length: 64, nullable: true })
  contractId!: string | null;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "valid_from" })
  validFrom!: number;

  @Column("bigint", { name: "valid_until", nullable: true })
  validUntil!: number | null;

  /** Null: it came with the operator's feed. */
  @Column("varchar", { name: "granted_by", length: 64, nullable: true })
  grantedBy!: string | null;

  @Column("bigint", { name: "revoked_at", nullable: true })
  revokedAt!: number | null;

  /** What only one grant may hold at a time (R11, R14, R19); see exclusive-key.ts. */
  @Column("varchar", { name: "exclusive_key", length: 100, nullable: true })
  exclusiveKey!: string | null;
}
