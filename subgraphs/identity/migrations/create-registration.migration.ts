import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { registrationTables } from "./tables/registration";

/** Registrations, proofs of numbers and invitations under way, their one-time codes, and what an applicant waits for. */
export class CreateRegistration1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of registrationTables) await createTable(runner, table);
    await runner.createIndex(
      "organization",
      new TableIndex({ name: "organization_by_vat_number", columnNames: ["vat_number"] }),
    );
    // TypeORM's addColumn would rebuild the table on SQLite; both engines take this as it is.
    await runner.query("ALTER TABLE `user_account` ADD COLUMN `applied_vat_number` varchar(11)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `user_account` DROP COLUMN `applied_vat_number`");
    await runner.dropIndex("organization", "organization_by_vat_number");
    for (const { name } of registrationTables.toReversed()) await runner.dropTable(name);
  }
}
