import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { auditTables } from "./tables/audit";

/** The audit trail: its events, and the head of each chain. */
export class CreateAudit1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of auditTables) await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of auditTables.toReversed()) await runner.dropTable(name);
  }
}
