import type { MigrationInterface, QueryRunner } from "typeorm";
import { createContracts, createCatalogue, createCostCenters } from "./tables-of-contracts";
import { createLineDetails, createLines, createUsage } from "./tables-of-lines";

/** Contracts, lines and what hangs from a line: the first tables of the subgraph. */
export class CreateMobileInventory1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createContracts(runner);
    await createCatalogue(runner);
    await createCostCenters(runner);
    await createLines(runner);
    await createLineDetails(runner);
    await createUsage(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      "usage_bucket",
      "device",
      "sim",
      "premium_service_block",
      "mobile_line_option",
      "mobile_line",
    ];
    for (const table of [...tables, "cost_center", "line_option", "tariff_plan", "mobile_contract"])
      await runner.dropTable(table);
  }
}
