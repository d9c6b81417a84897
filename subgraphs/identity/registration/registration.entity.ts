import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../shared/database";
import type { Language } from "../../shared/work/delivery/language";

/** What somebody applied with, until a one-time code proves it or its time runs out. It is nobody's account yet. */
@Entity("registration")
export class RegistrationEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  /** Whether a company has it is not looked up before the code is proved. */
  @Column("varchar", { name: "vat_number", length: 11 })
  vatNumber!: string;

  @Column("varchar", { length: 64 })
  username!: string;

  @Column("varchar", { name: "display_name", length: 100 })
  displayName!: string;

  @Column("varchar", { length: 254 })
  email!: string;

  @Column("varchar", { name: "mobile_number", length: 16, nullable: true })
  mobileNumber!: string | null;

  /** Argon2id in PHC form. */
  @HiddenColumn({ type: "varchar", name: "password_hash", length: 255 })
  passwordHash!: Hidden<string>;

  @Column("varchar", { length: 2 })
  language!: Language;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;
}
