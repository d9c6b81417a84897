import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";

/** Where each proof under way was sent to: it holds only while the account is still reached there. */
const COLUMNS = [
  ["invitation", "sent_email", "varchar(254)", "email"],
  ["invitation", "sent_number", "varchar(16)", "mobile_number"],
  ["password_reset", "sent_email", "varchar(254)", "email"],
  ["sign_in_challenge", "sent_email", "varchar(254)", "email"],
  ["sign_in_challenge", "sent_number", "varchar(16)", "mobile_number"],
] as const;

/** Where whoever had a number before is looked for. */
const NUMBERED = ["user_account", "mobile_number_proof"] as const;

/** Binds invitations, links to a new password and sign-ins under way to the address and number of their account. */
export class BindProofs1796190000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, type, source] of COLUMNS) {
      // TypeORM's addColumn would rebuild the table on SQLite; both engines take this as it is.
      await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`${column}\` ${type} NOT NULL DEFAULT ''`);
      await runner.query(
        `UPDATE \`${table}\` SET \`${column}\` = COALESCE((SELECT u.\`${source}\` FROM \`user_account\` u` +
          ` WHERE u.\`id\` = \`${table}\`.\`user_id\`), '')`,
      );
    }
    for (const table of NUMBERED)
      await runner.createIndex(
        table,
        new TableIndex({ name: `${table}_mobile_number`, columnNames: ["mobile_number"] }),
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NUMBERED) await runner.dropIndex(table, `${table}_mobile_number`);
    for (const [table, column] of COLUMNS.toReversed())
      await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${column}\``);
  }
}
