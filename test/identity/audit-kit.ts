import type { AuditEventEntity } from "../../subgraphs/identity/audit/audit-event.entity";
import { auditTrail } from "../../subgraphs/identity/audit/audit-trail";
import { verifyAudit } from "../../subgraphs/identity/audit/verify-audit";
import type { AuditEntry } from "../../subgraphs/shared/audit";
import type { Database, Reader } from "../../subgraphs/shared/database";

/** Whatever a test needs somebody to have done. */
export function act(organizationIds: readonly string[], action = "Mutation.signIn"): AuditEntry {
  return { organizationIds, actorId: "user-legal", action, target: null, outcome: "ALLOWED" };
}

/** A whole chain, oldest first. */
export async function chainOf(reader: Reader, chain: string): Promise<AuditEventEntity[]> {
  const events = [];
  for await (const event of auditTrail(reader, chain)) events.push(event);
  return events;
}

/** What verification says, a line for each chain: `org-aurora 3 whole`. */
export async function verdictOf(
  database: Database,
  options?: Parameters<typeof verifyAudit>[1],
): Promise<string[]> {
  const lines = [];
  for await (const { chain, verified, fault } of verifyAudit(database.read, options)) {
    const state = fault === null ? "whole" : `${fault.problem} at ${fault.sequence}`;
    lines.push(`${chain} ${verified} ${state}`);
  }
  return lines;
}

/** Back to no event at all, as only a test may. */
export async function forgetEverything(database: Database): Promise<void> {
  await database.write(async (transaction) => {
    await transaction.execute("DELETE FROM `audit_event`");
    await transaction.execute("DELETE FROM `audit_chain`");
  });
}
