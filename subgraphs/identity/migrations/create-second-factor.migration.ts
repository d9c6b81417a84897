import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { secondFactorTables } from "./tables/second-factor";

/** Second factors with their recovery codes, and sign-ins that wait for one. */
export class CreateSecondFactor1764410000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of secondFactorTables) await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of secondFactorTables.toReversed()) await runner.dropTable(name);
  }
}
