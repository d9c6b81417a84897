import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { bigint, foreignKey, identifier, index, oneOf, varchar } from "../../shared/database/table-parts";

/** What is done to lines: the actions that the operator's systems are asked for, and the jobs over many lines. */
export class CreateLineActions1796300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createActions(runner);
    await createJobs(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["bulk_job_row", "bulk_job", "line_action"]) await runner.dropTable(table);
  }
}

async function createActions(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "line_action",
    columns: [
      identifier("id", { isPrimary: true }),
      identifier("line_id"),
      identifier("open_line_id", { isNullable: true }),
      identifier("organization_id"),
      varchar("kind", 32),
      { name: "details", type: "text", isNullable: false },
      varchar("status", 16),
      identifier("requested_by"),
      varchar("idempotency_key", 64, { isNullable: true }),
      bigint("requested_at"),
      bigint("decided_at", { isNullable: true }),
      varchar("reason", 255, { isNullable: true }),
      bigint("next_attempt_at", { isNullable: true }),
      identifier("notice_id", { isNullable: true }),
      { name: "attempts", type: "int", isNullable: false },
    ],
    uniques: [
      { name: "uq_line_action_open", columnNames: ["open_line_id"] },
      { name: "uq_line_action_key", columnNames: ["requested_by", "idempotency_key"] },
    ],
    indices: [
      index("line_action", "status", "next_attempt_at"),
      index("line_action", "notice_id"),
      index("line_action", "line_id", "requested_at"),
    ],
    foreignKeys: [foreignKey("fk_line_action_line", ["line_id"], "mobile_line")],
    checks: [
      oneOf("ck_line_action_kind", "kind", [
        "LOCK_SIM",
        "UNLOCK_SIM",
        "REPLACE_SIM",
        "FREEZE",
        "UNFREEZE",
        "SET_OPTIONS",
        "SET_PREMIUM_SERVICE_BLACKLIST",
      ]),
      {
        name: "ck_line_action_status",
        expression:
          "(status = 'PENDING' AND open_line_id IS NOT NULL AND open_line_id = line_id" +
          " AND decided_at IS NULL AND next_attempt_at IS NOT NULL)" +
          " OR (status = 'CONFIRMED' AND open_line_id IS NULL" +
          " AND decided_at IS NOT NULL AND next_attempt_at IS NULL)" +
          " OR (status = 'REFUSED' AND open_line_id IS NULL AND decided_at IS NOT NULL AND reason IS NOT NULL)",
      },
    ],
  });
}

async function createJobs(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "bulk_job",
    columns: [
      identifier("id", { isPrimary: true }),
      varchar("operation", 32),
      { name: "arguments", type: "text", isNullable: false },
      varchar("scope_type", 32),
      identifier("scope_id"),
      identifier("organization_id"),
      { name: "preview", type: "boolean", isNullable: false },
      identifier("requested_by"),
      varchar("idempotency_key", 64, { isNullable: true }),
      varchar("status", 16),
      { name: "total", type: "int", isNullable: false },
      { name: "done", type: "int", isNullable: false },
      { name: "failed", type: "int", isNullable: false },
      bigint("created_at"),
      bigint("finished_at", { isNullable: true }),
      bigint("lease_until"),
      identifier("lease_token", { isNullable: true }),
    ],
    uniques: [{ name: "uq_bulk_job_key", columnNames: ["requested_by", "idempotency_key"] }],
    indices: [
      index("bulk_job", "status", "lease_until"),
      index("bulk_job", "requested_by", "status"),
      index("bulk_job", "finished_at"),
    ],
    checks: [
      oneOf("ck_bulk_job_status", "status", ["QUEUED", "RUNNING", "FINISHED", "FAILED", "CANCELLED"]),
      { name: "ck_bulk_job_counts", expression: "0 <= failed AND failed <= done AND done <= total" },
      {
        name: "ck_bulk_job_finished",
        expression:
          "(status IN ('QUEUED', 'RUNNING') AND finished_at IS NULL)" +
          " OR (status IN ('FINISHED', 'FAILED', 'CANCELLED') AND finished_at IS NOT NULL)",
      },
    ],
  });
  await createTable(runner, {
    name: "bulk_job_row",
    columns: [
      identifier("job_id", { isPrimary: true }),
      { name: "position", type: "int", isNullable: false, isPrimary: true },
      identifier("line_id"),
      varchar("outcome", 16, { isNullable: true }),
      varchar("fault", 16, { isNullable: true }),
    ],
    uniques: [{ name: "uq_bulk_job_row_line", columnNames: ["job_id", "line_id"] }],
    indices: [index("bulk_job_row", "job_id", "outcome", "position")],
    foreignKeys: [foreignKey("fk_bulk_job_row_job", ["job_id"], "bulk_job")],
    checks: [
      {
        name: "ck_bulk_job_row_outcome",
        expression:
          "(outcome IS NULL AND fault IS NULL)" +
          " OR (outcome IN ('DONE', 'UNCHANGED') AND fault IS NULL)" +
          " OR (outcome = 'FAILED' AND fault IN ('NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'BUSY'))",
      },
    ],
  });
}
