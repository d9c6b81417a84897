import type { TableOptions } from "typeorm";
import { bigint, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

/** The tables of the chains and their events. */
export const auditTables: readonly TableOptions[] = [
  {
    name: "audit_chain",
    columns: [identifier("chain", PRIMARY), bigint("sequence"), varchar("hash", 64)],
    checks: [{ name: "audit_chain_sequence", expression: "sequence >= 0" }],
  },
  {
    name: "audit_event",
    columns: [
      identifier("id", PRIMARY),
      identifier("chain"),
      bigint("sequence"),
      bigint("at"),
      identifier("actor_id", NULLABLE),
      identifier("grant_id", NULLABLE),
      varchar("action", 128),
      varchar("target_type", 64, NULLABLE),
      identifier("target_id", NULLABLE),
      varchar("target_label", 255, NULLABLE),
      varchar("outcome", 16),
      varchar("reason", 500, NULLABLE),
      varchar("ip_address", 45, NULLABLE),
      varchar("user_agent", 255, NULLABLE),
      identifier("request_id", NULLABLE),
      varchar("hash", 64),
    ],
    uniques: [{ name: "audit_event_sequence", columnNames: ["chain", "sequence"] }],
    indices: [
      { name: "audit_event_list", columnNames: ["chain", "at", "sequence"] },
      { name: "audit_event_by_actor", columnNames: ["chain", "actor_id", "at", "sequence"] },
      { name: "audit_event_by_target", columnNames: ["chain", "target_id", "at", "sequence"] },
    ],
    checks: [
      { name: "audit_event_sequence_positive", expression: "sequence > 0" },
      oneOf("audit_event_outcome", "outcome", ["ALLOWED", "REFUSED", "FAILED"]),
      {
        name: "audit_event_target",
        expression:
          "(target_type IS NULL AND target_id IS NULL AND target_label IS NULL)" +
          " OR (target_type IS NOT NULL AND target_id IS NOT NULL)",
      },
    ],
  },
];
