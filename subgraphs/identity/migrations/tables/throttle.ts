import type { TableOptions } from "typeorm";
import { bigint, foreignKey, identifier, varchar } from "../../../shared/database/table-parts";
import { PRIMARY } from "./columns";

/** The tables of counters and known addresses. */
export const throttleTables: readonly TableOptions[] = [
  {
    name: "throttle",
    columns: [
      varchar("key_hash", 43, PRIMARY),
      bigint("attempts"),
      bigint("free_at"),
      bigint("forgotten_at"),
    ],
    indices: [{ name: "throttle_forgotten", columnNames: ["forgotten_at"] }],
    checks: [{ name: "throttle_attempts", expression: "attempts >= 0" }],
  },
  {
    name: "known_address",
    columns: [identifier("user_id", PRIMARY), varchar("address_hash", 43, PRIMARY), bigint("seen_at")],
    indices: [{ name: "known_address_seen", columnNames: ["seen_at"] }],
    foreignKeys: [foreignKey("known_address_user", ["user_id"], "user_account")],
  },
];
