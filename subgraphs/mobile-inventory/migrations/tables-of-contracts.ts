import type { QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { date, identifier, index, oneOf, varchar } from "../../shared/database/table-parts";

export async function createContracts(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "mobile_contract",
    columns: [
      identifier("id", { isPrimary: true }),
      varchar("number", 32),
      identifier("organization_id"),
      date("signed_on"),
      varchar("status", 16),
    ],
    // What a line's composite foreign key points at.
    uniques: [{ name: "uq_mobile_contract_organization", columnNames: ["id", "organization_id"] }],
    indices: [index("mobile_contract", "organization_id", "number", "id")],
    checks: [oneOf("ck_mobile_contract_status", "status", ["ACTIVE", "TERMINATED"])],
  });
}

export async function createCatalogue(runner: QueryRunner): Promise<void> {
  for (const name of ["tariff_plan", "line_option"]) {
    await createTable(runner, {
      name,
      columns: [identifier("id", { isPrimary: true }), varchar("name", 100)],
    });
  }
}

export async function createCostCenters(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "cost_center",
    columns: [
      identifier("id", { isPrimary: true }),
      identifier("organization_id"),
      varchar("code", 32),
      varchar("name", 100, { isNullable: true }),
      varchar("code_folded", 100),
      varchar("name_folded", 100, { isNullable: true }),
    ],
    uniques: [
      { name: "uq_cost_center_code", columnNames: ["organization_id", "code"] },
      { name: "uq_cost_center_organization", columnNames: ["id", "organization_id"] },
    ],
    indices: [
      index("cost_center", "organization_id", "code_folded"),
      index("cost_center", "organization_id", "name_folded"),
    ],
  });
}
