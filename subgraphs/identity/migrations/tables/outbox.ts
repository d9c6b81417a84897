import type { TableOptions } from "typeorm";
import { bigint, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

/** The table of messages that wait for delivery. */
export const outboxTable: TableOptions = {
  name: "outbox_message",
  columns: [
    identifier("id", PRIMARY),
    varchar("channel", 8),
    varchar("recipient", 254),
    varchar("subject", 200),
    varchar("text", 2000),
    bigint("created_at"),
    bigint("expires_at", NULLABLE),
    bigint("next_attempt_at", NULLABLE),
    bigint("attempts"),
    bigint("sent_at", NULLABLE),
    bigint("given_up_at", NULLABLE),
    varchar("last_error", 255, NULLABLE),
  ],
  indices: [
    { name: "outbox_message_due", columnNames: ["channel", "next_attempt_at"] },
    { name: "outbox_message_created", columnNames: ["created_at"] },
  ],
  checks: [
    oneOf("outbox_message_channel", "channel", ["sms", "email"]),
    { name: "outbox_message_attempts", expression: "attempts >= 0" },
    // Waiting, sent or given up: one of the three, and nothing is lost in between.
    {
      name: "outbox_message_state",
      expression:
        "(next_attempt_at IS NOT NULL AND sent_at IS NULL AND given_up_at IS NULL)" +
        " OR (next_attempt_at IS NULL AND sent_at IS NOT NULL AND given_up_at IS NULL)" +
        " OR (next_attempt_at IS NULL AND sent_at IS NULL AND given_up_at IS NOT NULL)",
    },
    // A code that has reached its reader, or never will, must not stay readable here.
    {
      name: "outbox_message_blanked",
      expression: "next_attempt_at IS NOT NULL OR text = ''",
    },
  ],
};
