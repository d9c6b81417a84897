import { Column, Entity, PrimaryColumn } from "typeorm";

/** That a signed-in person wants another address, until the code sent there proves it or its time runs out. */
@Entity("email_change")
export class EmailChangeEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  /** The address wanted. */
  @Column("varchar", { length: 254 })
  email!: string;

  /** The account's address when it was asked for; another one since then ends it (people/contact.ts). */
  @Column("varchar", { name: "sent_email", length: 254 })
  sentEmail!: string;

  @Column("varchar", { name: "sent_number", length: 16 })
  sentNumber!: string;

  /** Epoch milliseconds. */
  @Column("bigint", { name: "expires_at" })
  expiresAt!: number;
}
