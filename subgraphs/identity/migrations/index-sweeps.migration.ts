import type { MigrationInterface, QueryRunner } from "typeorm";

const INDEXES = [
  { name: "session_expired", table: "session", column: "expires_at" },
  { name: "session_ended", table: "session", column: "ended_at" },
  { name: "one_time_code_expired", table: "one_time_code", column: "expires_at" },
] as const;

/** What the hourly sweep looks for, from an index: it read every session and every code before. */
export class IndexSweeps1796100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name, table, column } of INDEXES)
      await runner.query(`CREATE INDEX ${name} ON ${table} (${column})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = runner.dataSource.options.type === "mysql";
    for (const { name, table } of INDEXES.toReversed())
      await runner.query(on ? `DROP INDEX ${name} ON ${table}` : `DROP INDEX ${name}`);
  }
}
