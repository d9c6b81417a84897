import type { MigrationInterface, QueryRunner } from "typeorm";

const COLUMNS = [
  ["fed_email", "varchar(254)"],
  ["fed_display_name", "varchar(100)"],
  ["fed_mobile_number", "varchar(16)"],
] as const;

/** What the operator's feed says of people who have corrected it: it must not undo that every night. */
export class CorrectedValues1796190000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [column, type] of COLUMNS)
      // TypeORM's addColumn would rebuild the table on SQLite; both engines take this as it is.
      await runner.query(`ALTER TABLE \`user_account\` ADD COLUMN \`${column}\` ${type} NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [column] of COLUMNS.toReversed())
      await runner.query(`ALTER TABLE \`user_account\` DROP COLUMN \`${column}\``);
  }
}
