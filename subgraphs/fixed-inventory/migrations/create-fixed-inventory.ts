import type { MigrationInterface, QueryRunner } from "typeorm";
import { createLines, createServices } from "./tables-of-lines";
import { createBillingAccounts, createSites } from "./tables-of-sites";

/** Sites, lines and their services: the first tables of the subgraph. */
export class CreateFixedInventory1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSites(runner);
    await createBillingAccounts(runner);
    await createLines(runner);
    await createServices(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["fixed_line_service", "fixed_service", "fixed_line", "billing_account", "site"])
      await runner.dropTable(table);
  }
}
