import type { QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { bigint, date, foreignKey, identifier, oneOf, varchar } from "../../shared/database/table-parts";

export async function createBillLines(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "bill_line",
    columns: [
      identifier("bill_id", { isPrimary: true }),
      bigint("position", { isPrimary: true }),
      varchar("kind", 16),
      varchar("description", 200),
      date("period_from", { isNullable: true }),
      date("period_to", { isNullable: true }),
      bigint("amount"),
      identifier("mobile_line_id", { isNullable: true }),
      identifier("fixed_line_id", { isNullable: true }),
    ],
    foreignKeys: [foreignKey("fk_bill_line_bill", ["bill_id"], "bill")],
    checks: [
      oneOf("ck_bill_line_kind", "kind", ["RECURRING", "USAGE", "ONE_OFF", "DISCOUNT", "ADJUSTMENT"]),
      {
        name: "ck_bill_line_period",
        expression:
          "(period_from IS NULL AND period_to IS NULL)" +
          " OR (period_from IS NOT NULL AND period_to IS NOT NULL AND period_to >= period_from)",
      },
      { name: "ck_bill_line_line", expression: "mobile_line_id IS NULL OR fixed_line_id IS NULL" },
    ],
  });
}

export async function createBillSums(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "bill_sum",
    columns: [
      identifier("organization_id", { isPrimary: true }),
      varchar("level", 16, { isPrimary: true }),
      identifier("contract_id", { isPrimary: true }),
      identifier("billing_account_id", { isPrimary: true }),
      varchar("kind", 16, { isPrimary: true }),
      varchar("period", 7, { isPrimary: true }),
      date("due_date", { isPrimary: true }),
      varchar("payment", 16, { isPrimary: true }),
      varchar("unit", 3, { isPrimary: true }),
      bigint("bills"),
      bigint("gross"),
      bigint("remaining"),
    ],
  });
}
