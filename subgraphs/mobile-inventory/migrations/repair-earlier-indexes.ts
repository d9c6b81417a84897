import type { MigrationInterface, QueryRunner } from "typeorm";
import { isSqlite } from "../../shared/database/migration";
import { hasIndex } from "../../shared/database/repair";

const TABLE = "mobile_line";

const GROUPS = ["status", "tariff_plan_id", "cost_center_id"].map((column) => ({
  name: `ix_mobile_line_contract_organization_${column.replace(/_id$/, "")}`,
  columns: ["contract_id", "organization_id", column],
}));

/** Those of the first release, which the group-bys below a contract could not be answered from. */
const BEFORE = ["tariff_plan", "cost_center"].map((name) => ({
  name: `ix_mobile_line_contract_${name}`,
  column: `${name}_id`,
}));

/**
 * Gives databases of the first release the indexes of today: the migration that makes them was edited after databases had
 * had it (docs/decisions/0132-what-earlier-databases-lack.md).
 */
export class RepairEarlierIndexes1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name, columns } of GROUPS) {
      if (!(await hasIndex(runner, TABLE, name, "organization_id")))
        await runner.query(`CREATE INDEX ${name} ON ${TABLE} (${columns.join(", ")})`);
    }
    for (const { name, column } of BEFORE) {
      if (await hasIndex(runner, TABLE, name, column))
        await runner.query(isSqlite(runner) ? `DROP INDEX ${name}` : `DROP INDEX ${name} ON ${TABLE}`);
    }
    // MySQL made it for the foreign key, which had no index that began with its columns.
    const own = "fk_mobile_line_contract";
    if (!isSqlite(runner) && (await hasIndex(runner, TABLE, own, "contract_id")))
      await runner.query(`DROP INDEX ${own} ON ${TABLE}`);
  }

  // What was there before was not the same everywhere.
  async down(): Promise<void> {}
}
