import type { MigrationInterface, QueryRunner } from "typeorm";
import { auditOutboxTable } from "../../shared/audit";
import { createTable } from "../../shared/database";
import { throttleTable } from "../../shared/throttle/throttle-table";

/** What lets people change something: the records on their way to identity, and the counters of attempts. */
export class CreateAuditOutbox1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, auditOutboxTable);
    await createTable(runner, throttleTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("throttle");
    await runner.dropTable("audit_outbox");
  }
}
