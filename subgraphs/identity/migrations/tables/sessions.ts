import type { TableOptions } from "typeorm";
import { bigint, foreignKey, identifier, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

/** The tables of sessions and signing keys. */
export const sessionTables: readonly TableOptions[] = [
  {
    name: "session",
    columns: [
      identifier("id", PRIMARY),
      identifier("user_id"),
      { name: "token_hash", type: "varchar", length: "43" },
      { name: "previous_token_hash", type: "varchar", length: "43", isNullable: true },
      varchar("user_agent", 255, NULLABLE),
      varchar("ip_address", 45, NULLABLE),
      bigint("created_at"),
      bigint("last_used_at"),
      bigint("expires_at"),
      bigint("ended_at", NULLABLE),
    ],
    indices: [{ name: "session_by_user", columnNames: ["user_id", "last_used_at"] }],
    foreignKeys: [foreignKey("session_user", ["user_id"], "user_account")],
  },
  {
    name: "signing_key",
    columns: [
      varchar("kid", 64, PRIMARY),
      { name: "public_jwk", type: "text" },
      { name: "sealed_private_jwk", type: "text" },
      bigint("created_at"),
      varchar("signs", 16, NULLABLE),
    ],
    uniques: [{ name: "signing_key_signs", columnNames: ["signs"] }],
  },
];
