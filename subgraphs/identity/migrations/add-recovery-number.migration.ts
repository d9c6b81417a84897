import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";

const INDEX = { name: "user_account_recovery_number", columnNames: ["recovery_number"] };

/**
 * Where what cannot be told at a sign-in goes: to the proved number of whoever never proved their address. The accounts
 * that are there go on by e-mail: the address is the operator's word, or an invitation's, or was given before this.
 */
export class AddRecoveryNumber1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // TypeORM's addColumn would rebuild the table on SQLite; both engines take this as it is.
    await runner.query(
      "ALTER TABLE `user_account` ADD COLUMN `recovers_by` varchar(8) NOT NULL DEFAULT 'EMAIL' CHECK (`recovers_by` IN ('EMAIL', 'SMS'))",
    );
    await runner.query("ALTER TABLE `user_account` ADD COLUMN `recovery_number` varchar(16) NULL");
    await runner.query("ALTER TABLE `user_account` ADD COLUMN `recovery_line_id` varchar(64) NULL");
    await runner.createIndex("user_account", new TableIndex(INDEX));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("user_account", INDEX.name);
    for (const column of ["recovery_line_id", "recovery_number", "recovers_by"])
      await runner.query(`ALTER TABLE \`user_account\` DROP COLUMN \`${column}\``);
  }
}
