import type { QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { bigint, date, foreignKey, identifier, index, varchar } from "../../shared/database/table-parts";

const TABLE = "bill";

// Every filter of a list has its index, each beginning with what the list hangs on.
const LISTS = ["organization_id", "contract_id", "billing_account_id"].flatMap((scope) => [
  index(TABLE, scope, "bill_date", "id"),
  index(TABLE, scope, "payment", "bill_date", "id"),
  index(TABLE, scope, "due_date"),
  index(TABLE, scope, "bill_no_folded"),
]);

/** Creates the table of billing accounts. */
export async function createBillingAccounts(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "billing_account",
    columns: [identifier("id", { isPrimary: true }), identifier("organization_id"), varchar("code", 32)],
    uniques: [
      { name: "uq_billing_account_code", columnNames: ["organization_id", "code"] },
      { name: "uq_billing_account_organization", columnNames: ["id", "organization_id"] },
    ],
  });
}

export async function createBills(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: TABLE,
    columns: [
      identifier("id", { isPrimary: true }),
      varchar("bill_no", 40),
      varchar("bill_no_folded", 40),
      varchar("kind", 16),
      identifier("organization_id"),
      identifier("contract_id", { isNullable: true }),
      identifier("billing_account_id", { isNullable: true }),
      date("bill_date"),
      date("due_date"),
      date("period_from"),
      date("period_to"),
      varchar("unit", 3),
      bigint("net"),
      bigint("tax"),
      bigint("gross"),
      bigint("remaining"),
      varchar("payment", 16),
      bigint("version"),
      bigint("line_count"),
      varchar("digest", 64),
    ],
    uniques: [{ name: "uq_bill_number", columnNames: ["organization_id", "bill_no"] }],
    indices: [...LISTS, index(TABLE, "organization_id", "kind", "bill_date", "id")],
    foreignKeys: [
      foreignKey("fk_bill_billing_account", ["billing_account_id", "organization_id"], "billing_account", [
        "id",
        "organization_id",
      ]),
    ],
    checks: [
      {
        name: "ck_bill_kind",
        expression:
          "(kind = 'MOBILE' AND contract_id IS NOT NULL AND billing_account_id IS NULL)" +
          " OR (kind = 'FIXED' AND contract_id IS NULL AND billing_account_id IS NOT NULL)",
      },
      { name: "ck_bill_gross", expression: "gross = net + tax" },
      { name: "ck_bill_dates", expression: "due_date >= bill_date AND period_to >= period_from" },
      {
        name: "ck_bill_payment",
        expression:
          "(payment = 'SETTLED' AND remaining <= 0)" +
          " OR (payment = 'PARTIALLY_PAID' AND remaining > 0 AND remaining < gross)" +
          " OR (payment = 'SENT' AND remaining > 0 AND remaining >= gross)",
      },
    ],
  });
}

export async function createPayments(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "bill_payment",
    columns: [
      identifier("bill_id", { isPrimary: true }),
      identifier("id", { isPrimary: true }),
      bigint("amount"),
      date("paid_on"),
      date("reversed_on", { isNullable: true }),
    ],
    foreignKeys: [foreignKey("fk_bill_payment_bill", ["bill_id"], TABLE)],
    checks: [
      { name: "ck_bill_payment_reversed_on", expression: "reversed_on IS NULL OR reversed_on >= paid_on" },
    ],
  });
}
