import type { TableOptions } from "typeorm";
import { id, instant, NULLABLE, PRIMARY, refersTo, text } from "./columns";

export const sessionTables: readonly TableOptions[] = [
  {
    name: "session",
    columns: [
      id("id", PRIMARY),
      id("user_id"),
      { name: "token_hash", type: "varchar", length: "43" },
      { name: "previous_token_hash", type: "varchar", length: "43", isNullable: true },
      text("user_agent", 255, NULLABLE),
      text("ip_address", 45, NULLABLE),
      instant("created_at"),
      instant("last_used_at"),
      instant("expires_at"),
      instant("ended_at", NULLABLE),
    ],
    indices: [{ name: "session_by_user", columnNames: ["user_id", "last_used_at"] }],
    foreignKeys: [refersTo("user_account", "session_user", "user_id")],
  },
  {
    name: "signing_key",
    columns: [
      text("kid", 64, PRIMARY),
      { name: "public_jwk", type: "text" },
      { name: "sealed_private_jwk", type: "text" },
      instant("created_at"),
      text("signs", 16, NULLABLE),
    ],
    uniques: [{ name: "signing_key_signs", columnNames: ["signs"] }],
  },
];
