import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { accessRequestTables } from "./tables/access-requests";

/** Requests for MOBILE_ADDITIONAL (R13). */
export class CreateAccessRequests1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of accessRequestTables) await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of accessRequestTables.toReversed()) await runner.dropTable(name);
  }
}
