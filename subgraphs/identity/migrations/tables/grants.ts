import type { TableOptions } from "typeorm";
import { id, instant, NULLABLE, oneOf, PRIMARY, refersTo, text } from "./columns";

/** Access.md, Grant: the kind of scope that each profile is given on, written out because migrations never change. */
const SCOPE_BY_PROFILE = [
  `(${oneOf("profile", ["LEGAL_REP", "FIXED_OWNER", "FIXED_MASTER"])} AND scope_kind = 'ORGANIZATION')`,
  "(profile = 'HOLDING_REFERENT' AND scope_kind = 'HOLDING')",
  `(${oneOf("profile", ["MOBILE_MASTER", "MOBILE_ADDITIONAL"])} AND scope_kind = 'MOBILE_CONTRACT')`,
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

export const grantTables: readonly TableOptions[] = [
  {
    name: "profile_grant",
    columns: [
      id("id", PRIMARY),
      id("user_id"),
      text("profile", 32),
      text("scope_kind", 32),
      id("scope_id"),
      id("organization_id", NULLABLE),
      id("contract_id", NULLABLE),
      instant("valid_from"),
      instant("valid_until", NULLABLE),
      id("granted_by", NULLABLE),
      instant("revoked_at", NULLABLE),
      text("exclusive_key", 100, NULLABLE),
    ],
    uniques: [{ name: "profile_grant_exclusive", columnNames: ["exclusive_key"] }],
    indices: [
      { name: "profile_grant_by_user", columnNames: ["user_id"] },
      { name: "profile_grant_by_scope", columnNames: ["scope_id", "profile"] },
      { name: "profile_grant_list", columnNames: ["organization_id", "valid_from", "id"] },
    ],
    foreignKeys: [
      refersTo("user_account", "profile_grant_user", "user_id"),
      refersTo("user_account", "profile_grant_granted_by", "granted_by"),
      refersTo("organization", "profile_grant_organization", "organization_id"),
    ],
    checks: [
      { name: "profile_grant_scope", expression: SCOPE_BY_PROFILE },
      { name: "profile_grant_ancestors", expression: ANCESTORS_BY_SCOPE },
      { name: "profile_grant_validity", expression: "valid_until IS NULL OR valid_until > valid_from" },
      {
        name: "profile_grant_exclusive_holder",
        expression: `exclusive_key IS NULL OR (revoked_at IS NULL AND ${oneOf("profile", ["MOBILE_MASTER", "FIXED_MASTER", "END_USER"])})`,
      },
    ],
  },
  {
    name: "profile_grant_service",
    columns: [id("grant_id", PRIMARY), text("service", 32, PRIMARY)],
    foreignKeys: [refersTo("profile_grant", "profile_grant_service_grant", "grant_id")],
    checks: [
      {
        name: "profile_grant_service_known",
        expression: oneOf("service", ["INVENTORY", "USAGE", "INVOICES", "SIM_OPERATIONS", "OPTIONS"]),
      },
    ],
  },
];
