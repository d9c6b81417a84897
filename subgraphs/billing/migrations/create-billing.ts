import type { MigrationInterface, QueryRunner } from "typeorm";
import { createBillingAccounts, createBills, createPayments } from "./tables-of-bills";
import { createBillLines, createBillSums } from "./tables-of-lines-and-sums";

/** Billing accounts, bills with their lines and payments, and their sums: the first tables of the subgraph. */
export class CreateBilling1796400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createBillingAccounts(runner);
    await createBills(runner);
    await createBillLines(runner);
    await createPayments(runner);
    await createBillSums(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["bill_sum", "bill_payment", "bill_line", "bill", "billing_account"])
      await runner.dropTable(table);
  }
}
