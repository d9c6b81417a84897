import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { throttleTables } from "./tables/throttle";

/** How often sign-ins and their like were tried of late, and where from people signed in: one count for all processes. */
export class CreateThrottle1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of throttleTables) await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of throttleTables.toReversed()) await runner.dropTable(name);
  }
}
