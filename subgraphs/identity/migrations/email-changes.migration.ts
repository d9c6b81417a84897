import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { bigint, foreignKey, identifier, varchar } from "../../shared/database/table-parts";

/** Changes of address under way, and links by which the owner of the address before takes the account back. */
export class EmailChanges1796190000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: "email_change",
      columns: [
        identifier("id", { isPrimary: true }),
        identifier("user_id"),
        varchar("email", 254),
        varchar("sent_email", 254),
        varchar("sent_number", 16),
        bigint("expires_at"),
      ],
      indices: [
        { name: "email_change_user", columnNames: ["user_id"] },
        { name: "email_change_expired", columnNames: ["expires_at"] },
      ],
      foreignKeys: [foreignKey("email_change_user_account", ["user_id"], "user_account")],
    });
    // TypeORM's addColumn would rebuild the table on SQLite; both engines take this as it is.
    await runner.query("ALTER TABLE `password_reset` ADD COLUMN `restores_email` varchar(254) NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `password_reset` DROP COLUMN `restores_email`");
    await runner.dropTable("email_change");
  }
}
