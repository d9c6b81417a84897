import type { TableOptions } from "typeorm";
import { foreignKey, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

/** The tables of accounts and memberships. */
export const peopleTables: readonly TableOptions[] = [
  {
    name: "user_account",
    columns: [
      identifier("id", PRIMARY),
      varchar("username", 64),
      varchar("username_key", 100),
      varchar("display_name", 100),
      varchar("sort_name", 100),
      varchar("email", 254),
      varchar("email_key", 100),
      varchar("mobile_number", 16, NULLABLE),
      varchar("fiscal_code", 16, NULLABLE),
      varchar("status", 16),
      varchar("password_hash", 255, NULLABLE),
    ],
    uniques: [{ name: "user_account_username", columnNames: ["username_key"] }],
    checks: [
      oneOf("user_account_status", "status", ["INVITED", "ACTIVE", "DEACTIVATED"]),
      {
        name: "user_account_password",
        expression:
          "(status = 'INVITED' AND password_hash IS NULL) OR (status = 'ACTIVE' AND password_hash IS NOT NULL)" +
          " OR status = 'DEACTIVATED'",
      },
    ],
  },
  {
    name: "organization_membership",
    columns: [
      identifier("user_id", PRIMARY),
      identifier("organization_id", PRIMARY),
      varchar("status", 16),
      varchar("sort_name", 100),
    ],
    indices: [
      { name: "organization_membership_list", columnNames: ["organization_id", "sort_name", "user_id"] },
    ],
    foreignKeys: [
      foreignKey("organization_membership_user", ["user_id"], "user_account"),
      foreignKey("organization_membership_organization", ["organization_id"], "organization"),
    ],
    checks: [
      oneOf("organization_membership_status", "status", ["PENDING", "INVITED", "ACTIVE", "DEACTIVATED"]),
    ],
  },
];
