import type { TableOptions } from "typeorm";
import { bigint, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

export const outboxTable: TableOptions = {
  name: "outbox_message",
  columns: [
    identifier("id", PRIMARY),
    varchar("channel", 8),
    varchar("recipient", 254),
    varchar("subject", 200),
    varchar("text", 2000),
    bigint("created_at"),
    bigint("next_attempt_at", NULLABLE),
    bigint("attempts"),
    bigint("sent_at", NULLABLE),
    varchar("last_error", 255, NULLABLE),
  ],
  indices: [{ name: "outbox_message_due", columnNames: ["next_attempt_at", "id"] }],
  checks: [
    oneOf("outbox_message_channel", "channel", ["sms", "email"]),
    { name: "outbox_message_attempts", expression: "attempts >= 0" },
    { name: "outbox_message_sent", expression: "sent_at IS NULL OR next_attempt_at IS NULL" },
  ],
};
