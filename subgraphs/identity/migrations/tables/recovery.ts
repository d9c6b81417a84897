import type { TableOptions } from "typeorm";
import { bigint, foreignKey, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

/** The tables of recovery requests and password resets. */
export const recoveryTables: readonly TableOptions[] = [
  {
    name: "recovery_request",
    columns: [
      identifier("id", PRIMARY),
      varchar("wanted", 16),
      varchar("identified_by", 16),
      varchar("sealed_identifier", 1500),
      varchar("request_id", 64),
      varchar("user_agent", 255, NULLABLE),
      varchar("ip_address", 45, NULLABLE),
      bigint("created_at"),
    ],
    checks: [
      oneOf("recovery_request_wanted", "wanted", ["USERNAME", "PASSWORD"]),
      oneOf("recovery_request_identified_by", "identified_by", [
        "USERNAME",
        "EMAIL",
        "FISCAL_CODE",
        "VAT_NUMBER",
      ]),
    ],
  },
  {
    name: "password_reset",
    columns: [
      varchar("token_hash", 43, PRIMARY),
      identifier("user_id"),
      bigint("expires_at"),
      bigint("used_at", NULLABLE),
    ],
    indices: [
      { name: "password_reset_user", columnNames: ["user_id"] },
      { name: "password_reset_expired", columnNames: ["expires_at"] },
    ],
    foreignKeys: [foreignKey("password_reset_user_account", ["user_id"], "user_account")],
  },
];

/** What people are looked up by who cannot sign in. */
export const recoveryIndices = [
  { table: "user_account", name: "user_account_email", columnNames: ["email_key"] },
  { table: "user_account", name: "user_account_fiscal_code", columnNames: ["fiscal_code"] },
  { table: "organization", name: "organization_vat_number", columnNames: ["vat_number"] },
] as const;
