import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../shared/database";
import type { Language } from "../../shared/work/delivery/language";
import type { AccountStatus } from "./user-status";

/** A person who may sign in, or has been invited to. */
@Entity("user_account")
export class UserAccountEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { length: 64 })
  username!: string;

  /** The username folded: `Legal.Aurora` and `legal.aurora` are one. Unique. */
  @Column("varchar", { name: "username_key", length: 100 })
  usernameKey!: string;

  @Column("varchar", { name: "display_name", length: 100 })
  displayName!: string;

  /** The display name as lists sort and search it. */
  @Column("varchar", { name: "sort_name", length: 100 })
  sortName!: string;

  @Column("varchar", { length: 254 })
  email!: string;

  @Column("varchar", { name: "email_key", length: 100 })
  emailKey!: string;

  @Column("varchar", { name: "mobile_number", length: 16, nullable: true })
  mobileNumber!: string | null;

  @Column("varchar", { name: "fiscal_code", length: 16, nullable: true })
  fiscalCode!: string | null;

  @Column("varchar", { length: 16 })
  status!: AccountStatus;

  /** Argon2id in PHC form; null while INVITED. */
  @HiddenColumn({ type: "varchar", name: "password_hash", length: 255, nullable: true })
  passwordHash!: Hidden<string | null>;

  /** That messages to this person are written in: what their browser asked for when they registered. */
  @Column("varchar", { length: 2 })
  language!: Language;

  /**
   * The company that the person applied to without proving anything of it, whether or not there is such a company: its
   * applicant must see the same. Null for everybody else, and once the person is taken in.
   */
  @Column("varchar", { name: "applied_vat_number", length: 11, nullable: true })
  appliedVatNumber!: string | null;

  /**
   * What the operator's feed says of the address, where the person has another one by their own doing; null where both
   * agree. So are the next two; the number is blank where the feed says that there is none.
   */
  @Column("varchar", { name: "fed_email", length: 254, nullable: true })
  fedEmail!: string | null;

  @Column("varchar", { name: "fed_display_name", length: 100, nullable: true })
  fedDisplayName!: string | null;

  @Column("varchar", { name: "fed_mobile_number", length: 16, nullable: true })
  fedMobileNumber!: string | null;
}
