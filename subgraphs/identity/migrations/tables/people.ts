import type { TableOptions } from "typeorm";
import { id, NULLABLE, oneOf, PRIMARY, refersTo, text } from "./columns";

export const peopleTables: readonly TableOptions[] = [
  {
    name: "user_account",
    columns: [
      id("id", PRIMARY),
      text("username", 64),
      text("username_key", 100),
      text("display_name", 100),
      text("sort_name", 100),
      text("email", 254),
      text("email_key", 100),
      text("mobile_number", 16, NULLABLE),
      text("fiscal_code", 16, NULLABLE),
      text("status", 16),
      text("password_hash", 255, NULLABLE),
    ],
    uniques: [{ name: "user_account_username", columnNames: ["username_key"] }],
    checks: [
      {
        name: "user_account_status",
        expression: oneOf("status", ["INVITED", "ACTIVE", "DEACTIVATED"]),
      },
      {
        name: "user_account_password",
        expression: "(status = 'INVITED' AND password_hash IS NULL) OR status <> 'INVITED'",
      },
    ],
  },
  {
    name: "organization_membership",
    columns: [
      id("user_id", PRIMARY),
      id("organization_id", PRIMARY),
      text("status", 16),
      text("sort_name", 100),
    ],
    indices: [
      { name: "organization_membership_list", columnNames: ["organization_id", "sort_name", "user_id"] },
    ],
    foreignKeys: [
      refersTo("user_account", "organization_membership_user", "user_id"),
      refersTo("organization", "organization_membership_organization", "organization_id"),
    ],
    checks: [
      {
        name: "organization_membership_status",
        expression: oneOf("status", ["PENDING", "INVITED", "ACTIVE", "DEACTIVATED"]),
      },
    ],
  },
];
