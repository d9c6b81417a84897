import type { QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import {
  date,
  foreignKey,
  identifier,
  index,
  lineLifeChecks,
  oneOf,
  varchar,
} from "../../shared/database/table-parts";

const TABLE = "fixed_line";

// One index for each order of each list, and those that a group-by reads alone, each beginning with the scope. A site's
// lines are few enough to be sorted.
const LISTS = ["organization_id", "billing_account_id"].flatMap((scope) => [
  index(TABLE, scope, "number", "id"),
  index(TABLE, scope, "status", "id"),
  index(TABLE, scope, "activated_on", "id"),
  index(TABLE, scope, "terminated_on", "id"),
  index(TABLE, scope, "family"),
  index(TABLE, scope, "site_id", "family"),
]);

/** Creates the table of fixed lines. */
export async function createLines(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: TABLE,
    columns: [
      identifier("id", { isPrimary: true }),
      identifier("site_id"),
      identifier("organization_id"),
      identifier("billing_account_id"),
      varchar("number", 16),
      varchar("number_reversed", 16),
      varchar("live_number", 16, { isNullable: true }),
      varchar("family", 32),
      varchar("access_technology", 16),
      varchar("status", 16),
      date("activated_on"),
      date("terminated_on", { isNullable: true }),
    ],
    uniques: [{ name: "uq_fixed_line_live_number", columnNames: ["live_number"] }],
    indices: [
      ...LISTS,
      index(TABLE, "site_id", "number", "id"),
      index(TABLE, "organization_id", "number_reversed"),
    ],
    foreignKeys: [
      foreignKey("fk_fixed_line_site", ["site_id", "organization_id"], "site", ["id", "organization_id"]),
      foreignKey(
        "fk_fixed_line_billing_account",
        ["billing_account_id", "organization_id"],
        "billing_account",
        ["id", "organization_id"],
      ),
    ],
    checks: [
      oneOf("ck_fixed_line_family", "family", ["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"]),
      oneOf("ck_fixed_line_access_technology", "access_technology", [
        "RTG",
        "ISDN",
        "ADSL",
        "FTTC",
        "FTTH",
        "FWA",
        "VOIP",
      ]),
      oneOf("ck_fixed_line_status", "status", ["ACTIVE", "TERMINATED"]),
      ...lineLifeChecks("fixed_line", "number"),
    ],
  });
}

/** Creates the catalogue of services and what each line has of it. */
export async function createServices(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "fixed_service",
    columns: [identifier("id", { isPrimary: true }), varchar("name", 100)],
  });
  await createTable(runner, {
    name: "fixed_line_service",
    columns: [
      identifier("line_id", { isPrimary: true }),
      identifier("service_id", { isPrimary: true }),
      date("activated_on"),
      date("deactivated_on", { isNullable: true }),
    ],
    foreignKeys: [
      foreignKey("fk_fixed_line_service_line", ["line_id"], TABLE),
      foreignKey("fk_fixed_line_service_service", ["service_id"], "fixed_service"),
    ],
    checks: [
      {
        name: "ck_fixed_line_service_deactivated_on",
        expression: "deactivated_on IS NULL OR deactivated_on >= activated_on",
      },
    ],
  });
}
