import type { QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import {
  bigint,
  date,
  foreignKey,
  identifier,
  index,
  lineLifeChecks,
  oneOf,
  varchar,
} from "../../shared/database/table-parts";

const ofLine = (table: string) => foreignKey(`fk_${table}_line`, ["line_id"], "mobile_line");

// One index for each order of each list, and those that a group-by reads without the table, the scope first.
const LISTS = ["organization_id", "contract_id"].flatMap((scope) => [
  index("mobile_line", scope, "msisdn", "id"),
  index("mobile_line", scope, "status", "id"),
  index("mobile_line", scope, "activated_on", "id"),
  index("mobile_line", scope, "terminated_on", "id"),
]);

const GROUPS = [
  index("mobile_line", "organization_id", "contract_id"),
  index("mobile_line", "organization_id", "tariff_plan_id"),
  index("mobile_line", "organization_id", "cost_center_id"),
  // Below a contract, with or without its company in the condition.
  index("mobile_line", "contract_id", "organization_id", "status"),
  index("mobile_line", "contract_id", "organization_id", "tariff_plan_id"),
  index("mobile_line", "contract_id", "organization_id", "cost_center_id"),
];

const SEARCHES = [
  index("mobile_line", "organization_id", "msisdn_reversed"),
  index("mobile_line", "organization_id", "label_folded"),
];

export async function createLines(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "mobile_line",
    columns: [
      identifier("id", { isPrimary: true }),
      identifier("contract_id"),
      identifier("organization_id"),
      varchar("msisdn", 16),
      varchar("msisdn_reversed", 16),
      varchar("live_msisdn", 16, { isNullable: true }),
      varchar("status", 16),
      date("activated_on"),
      date("terminated_on", { isNullable: true }),
      date("frozen_on", { isNullable: true }),
      varchar("label", 100, { isNullable: true }),
      varchar("label_folded", 100, { isNullable: true }),
      { name: "roaming", type: "boolean", isNullable: false },
      identifier("tariff_plan_id"),
      identifier("cost_center_id", { isNullable: true }),
    ],
    uniques: [{ name: "uq_mobile_line_live_msisdn", columnNames: ["live_msisdn"] }],
    indices: [...LISTS, ...GROUPS, ...SEARCHES],
    foreignKeys: [
      foreignKey("fk_mobile_line_contract", ["contract_id", "organization_id"], "mobile_contract", [
        "id",
        "organization_id",
      ]),
      foreignKey("fk_mobile_line_tariff_plan", ["tariff_plan_id"], "tariff_plan"),
      foreignKey("fk_mobile_line_cost_center", ["cost_center_id", "organization_id"], "cost_center", [
        "id",
        "organization_id",
      ]),
    ],
    // A check that comes out NULL passes: so each names the columns that must be there.
    checks: [
      oneOf("ck_mobile_line_status", "status", ["ACTIVE", "TERMINATED", "FROZEN"]),
      ...lineLifeChecks("mobile_line", "msisdn"),
      {
        name: "ck_mobile_line_frozen_on",
        expression:
          "(status = 'FROZEN' AND frozen_on IS NOT NULL AND frozen_on >= activated_on)" +
          " OR (status <> 'FROZEN' AND frozen_on IS NULL)",
      },
    ],
  });
}

export async function createLineDetails(runner: QueryRunner): Promise<void> {
  const lineKey = identifier("line_id", { isPrimary: true });
  await createTable(runner, {
    name: "mobile_line_option",
    columns: [lineKey, identifier("option_id", { isPrimary: true })],
    foreignKeys: [
      ofLine("mobile_line_option"),
      foreignKey("fk_mobile_line_option_option", ["option_id"], "line_option"),
    ],
  });
  await createTable(runner, {
    name: "premium_service_block",
    columns: [lineKey, varchar("service", 32, { isPrimary: true })],
    foreignKeys: [ofLine("premium_service_block")],
    checks: [
      oneOf("ck_premium_service_block_service", "service", [
        "PREMIUM_SMS",
        "PREMIUM_NUMBERS",
        "CARRIER_BILLING",
      ]),
    ],
  });
  await createTable(runner, {
    name: "sim",
    columns: [
      lineKey,
      varchar("iccid", 20),
      varchar("imsi", 15),
      varchar("puk", 8),
      varchar("kind", 16),
      varchar("administrative_state", 16),
    ],
    uniques: [
      { name: "uq_sim_iccid", columnNames: ["iccid"] },
      { name: "uq_sim_imsi", columnNames: ["imsi"] },
    ],
    foreignKeys: [ofLine("sim")],
    checks: [
      oneOf("ck_sim_kind", "kind", ["VOICE", "M2M"]),
      oneOf("ck_sim_administrative_state", "administrative_state", ["UNLOCKED", "LOCKED"]),
    ],
  });
  await createTable(runner, {
    name: "device",
    columns: [
      lineKey,
      varchar("imei", 15, { isNullable: true }),
      varchar("model", 100, { isNullable: true }),
    ],
    foreignKeys: [ofLine("device")],
    checks: [{ name: "ck_device_known", expression: "imei IS NOT NULL OR model IS NOT NULL" }],
  });
}

export async function createUsage(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "usage_bucket",
    columns: [
      identifier("line_id", { isPrimary: true }),
      varchar("period", 7, { isPrimary: true }),
      varchar("kind", 16, { isPrimary: true }),
      identifier("contract_id"),
      identifier("organization_id"),
      bigint("allowance", { isNullable: true }),
      bigint("used"),
      bigint("as_of"),
    ],
    foreignKeys: [ofLine("usage_bucket")],
    checks: [
      oneOf("ck_usage_bucket_kind", "kind", ["VOICE", "DATA", "SMS"]),
      { name: "ck_usage_bucket_allowance", expression: "allowance IS NULL OR allowance >= 0" },
      { name: "ck_usage_bucket_used", expression: "used >= 0" },
    ],
  });
}
