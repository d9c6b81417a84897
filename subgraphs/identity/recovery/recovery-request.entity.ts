import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../shared/database";

/** What somebody wants back. */
export type Wanted = "USERNAME" | "PASSWORD";
/** What they say of themselves. */
export type IdentifiedBy = "USERNAME" | "EMAIL" | "FISCAL_CODE" | "VAT_NUMBER";

/** Somebody cannot sign in. Kept until it is looked into, a moment later. */
@Entity("recovery_request")
export class RecoveryRequestEntity {
  /** A UUID of version 7: requests sort by age. */
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { length: 16 })
  wanted!: Wanted;

  @Column("varchar", { name: "identified_by", length: 16 })
  identifiedBy!: IdentifiedBy;

  /** Sealed: it may be anybody's, also of people whom we do not know. */
  @HiddenColumn({ type: "varchar", name: "sealed_identifier", length: 1500 })
  sealedIdentifier!: Hidden<string>;

  @Column("varchar", { name: "request_id", length: 64 })
  requestId!: string;

  @Column("varchar", { name: "user_agent", length: 255, nullable: true })
  userAgent!: string | null;

  @Column("varchar", { name: "ip_address", length: 45, nullable: true })
  ipAddress!: string | null;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "created_at" })
  createdAt!: number;
}
