import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { recoveryIndices, recoveryTables } from "./tables/recovery";

/** Requests for a forgotten username or password, and links to a new one. */
export class CreateRecovery1764420000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of recoveryTables) await createTable(runner, table);
    for (const { table, name, columnNames } of recoveryIndices)
      await runner.createIndex(table, new TableIndex({ name, columnNames: [...columnNames] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, name } of recoveryIndices.toReversed()) await runner.dropIndex(table, name);
    for (const { name } of recoveryTables.toReversed()) await runner.dropTable(name);
  }
}
