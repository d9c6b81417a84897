import type { TableOptions } from "typeorm";
import { bigint, foreignKey, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { isOneOf, NULLABLE, PRIMARY } from "./columns";

/** Access.md, Grant: the kind of scope that each profile is given on, written out because migrations never change. */
const SCOPE_BY_PROFILE = [
  `(${isOneOf("profile", ["LEGAL_REP", "FIXED_OWNER", "FIXED_MASTER"])} AND scope_kind = 'ORGANIZATION')`,
  "(profile = 'HOLDING_REFERENT' AND scope_kind = 'HOLDING')",
  `(${isOneOf("profile", ["MOBILE_MASTER", "MOBILE_ADDITIONAL"])} AND scope_kind = 'MOBILE_CONTRACT')`,
  "(profile = 'END_USER' AND scope_kind = 'MOBILE_LINE')",
  "(profile = 'FIXED_STANDARD' AND scope_kind = 'BILLING_ACCOUNT')",
].join(" OR ");

const ANCESTORS_BY_SCOPE = [
  "(scope_kind = 'HOLDING' AND organization_id IS NULL AND contract_id IS NULL)",
  "(scope_kind = 'ORGANIZATION' AND organization_id IS NOT NULL AND organization_id = scope_id AND contract_id IS NULL)",
  "(scope_kind = 'MOBILE_CONTRACT' AND organization_id IS NOT NULL AND contract_id IS NOT NULL AND contract_id = scope_id)",
  "(scope_kind = 'MOBILE_LINE' AND organization_id IS NOT NULL AND contract_id IS NOT NULL)",
  "(scope_kind = 'BILLING_ACCOUNT' AND organization_id IS NOT NULL AND contract_id IS NULL)",
].join(" OR ");

/** The tables of grants and their services. */
export const grantTables: readonly TableOptions[] = [
  {
    name: "profile_grant",
    columns: [
      identifier("id", PRIMARY),
      identifier("user_id"),
      varchar("profile", 32),
      varchar("scope_kind", 32),
      identifier("scope_id"),
      identifier("organization_id", NULLABLE),
      identifier("contract_id", NULLABLE),
      bigint("valid_from"),
      bigint("valid_until", NULLABLE),
      identifier("granted_by", NULLABLE),
      bigint("revoked_at", NULLABLE),
      varchar("exclusive_key", 100, NULLABLE),
    ],
    uniques: [{ name: "profile_grant_exclusive", columnNames: ["exclusive_key"] }],
    indices: [
      { name: "profile_grant_by_user", columnNames: ["user_id"] },
      { name: "profile_grant_by_scope", columnNames: ["scope_id", "profile"] },
      { name: "profile_grant_list", columnNames: ["organization_id", "valid_from", "id"] },
    ],
    foreignKeys: [
      foreignKey("profile_grant_user", ["user_id"], "user_account"),
      foreignKey("profile_grant_granted_by", ["granted_by"], "user_account"),
      foreignKey("profile_grant_organization", ["organization_id"], "organization"),
    ],
    checks: [
      { name: "profile_grant_scope", expression: SCOPE_BY_PROFILE },
      { name: "profile_grant_ancestors", expression: ANCESTORS_BY_SCOPE },
      { name: "profile_grant_validity", expression: "valid_until IS NULL OR valid_until > valid_from" },
      {
        name: "profile_grant_exclusive_holder",
        expression: `exclusive_key IS NULL OR (revoked_at IS NULL AND ${isOneOf("profile", ["MOBILE_MASTER", "FIXED_MASTER", "END_USER"])})`,
      },
    ],
  },
  {
    name: "profile_grant_service",
    columns: [identifier("grant_id", PRIMARY), varchar("service", 32, PRIMARY)],
    foreignKeys: [foreignKey("profile_grant_service_grant", ["grant_id"], "profile_grant")],
    checks: [
      oneOf("profile_grant_service_known", "service", [
        "INVENTORY",
        "USAGE",
        "INVOICES",
        "SIM_OPERATIONS",
        "OPTIONS",
      ]),
    ],
  },
];
