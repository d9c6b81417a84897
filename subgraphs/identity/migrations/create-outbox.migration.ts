import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { outboxTable } from "./tables/outbox";

/** Messages that wait to be sent, and the language that each person is written to in. */
export class CreateOutbox1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, outboxTable);
    // TypeORM's addColumn would rebuild the table on SQLite; both engines take this as it is.
    await runner.query(
      "ALTER TABLE `user_account` ADD COLUMN `language` varchar(2) NOT NULL DEFAULT 'it' CHECK (`language` IN ('it', 'en'))",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `user_account` DROP COLUMN `language`");
    await runner.dropTable(outboxTable.name);
  }
}
