import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { bigint, foreignKey, identifier } from "../../shared/database/table-parts";

/** Second factors that the operator ends, once their owner has had the time to object. */
export class LostSecondFactors1796190000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: "second_factor_ending",
      columns: [identifier("user_id", { isPrimary: true }), bigint("requested_at"), bigint("ends_at")],
      indices: [{ name: "second_factor_ending_due", columnNames: ["ends_at"] }],
      foreignKeys: [
        foreignKey("second_factor_ending_second_factor", ["user_id"], "second_factor", ["user_id"]),
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("second_factor_ending");
  }
}
