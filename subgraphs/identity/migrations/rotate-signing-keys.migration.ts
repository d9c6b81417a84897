import type { MigrationInterface, QueryRunner } from "typeorm";

/** From when and until when a signing key signs: keys are rotated with an overlap. */
export class RotateSigningKeys1764430000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // TypeORM's addColumn would rebuild the table on SQLite; both engines take this as it is.
    await runner.query("ALTER TABLE `signing_key` ADD COLUMN `signs_from` bigint NOT NULL DEFAULT 0");
    await runner.query("ALTER TABLE `signing_key` ADD COLUMN `retired_at` bigint NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `signing_key` DROP COLUMN `retired_at`");
    await runner.query("ALTER TABLE `signing_key` DROP COLUMN `signs_from`");
  }
}
