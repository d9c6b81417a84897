import type { Reader } from "../../shared/database";
import { auditTrail } from "./audit-trail";

/** A chain as NDJSON, oldest first, with every column and the hash: one line an event, a page in memory at a time. */
export async function* exportAudit(reader: Reader, chain: string): AsyncGenerator<string> {
  for await (const { at, ...event } of auditTrail(reader, chain)) {
    yield `${JSON.stringify({ ...event, at, time: new Date(at).toISOString() })}\n`;
  }
}
