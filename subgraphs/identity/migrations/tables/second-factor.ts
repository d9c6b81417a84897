import type { TableOptions } from "typeorm";
import { bigint, foreignKey, identifier, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

/** The tables of second factors, recovery codes and sign-in challenges. */
export const secondFactorTables: readonly TableOptions[] = [
  {
    name: "second_factor",
    columns: [
      identifier("user_id", PRIMARY),
      varchar("sealed_secret", 255),
      bigint("created_at"),
      bigint("confirmed_at", NULLABLE),
      bigint("last_step"),
    ],
    foreignKeys: [foreignKey("second_factor_user", ["user_id"], "user_account")],
    checks: [
      { name: "second_factor_confirmed", expression: "confirmed_at IS NULL OR confirmed_at >= created_at" },
    ],
  },
  {
    name: "recovery_code",
    columns: [identifier("user_id", PRIMARY), varchar("code_hash", 43, PRIMARY), bigint("used_at", NULLABLE)],
    foreignKeys: [foreignKey("recovery_code_second_factor", ["user_id"], "second_factor", ["user_id"])],
  },
  {
    name: "sign_in_challenge",
    columns: [
      varchar("id_hash", 43, PRIMARY),
      identifier("user_id"),
      bigint("expires_at"),
      bigint("tries"),
      bigint("used_at", NULLABLE),
    ],
    indices: [
      { name: "sign_in_challenge_user", columnNames: ["user_id"] },
      { name: "sign_in_challenge_expired", columnNames: ["expires_at"] },
    ],
    foreignKeys: [foreignKey("sign_in_challenge_user_account", ["user_id"], "user_account")],
    checks: [{ name: "sign_in_challenge_tries", expression: "tries >= 0 AND tries <= 5" }],
  },
];
