import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../../shared/database";

/** A key that access tokens are signed with. */
@Entity("signing_key")
export class SigningKeyEntity {
  /** Its RFC 7638 thumbprint. */
  @PrimaryColumn("varchar", { length: 64 })
  kid!: string;

  /** RFC 8037 JWK, as JSON. */
  @Column("text", { name: "public_jwk" })
  publicJwk!: string;

  /** The private JWK, sealed by key-encryption.ts; empty once nothing lives that it signed. */
  @HiddenColumn({ type: "text", name: "sealed_private_jwk" })
  sealedPrivateJwk!: Hidden<string>;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "created_at" })
  createdAt!: number;

  /** From when on it signs; 0 of the first of all. */
  @Column("bigint", { name: "signs_from" })
  signsFrom!: number;

  /** Until when it signs, once that is known. */
  @Column("bigint", { name: "retired_at", nullable: true })
  retiredAt!: number | null;

  /** The algorithm while this key is the newest; unique, so that processes that start together agree on one key. */
  @Column("varchar", { name: "signs", length: 16, nullable: true })
  signs!: string | null;
}
