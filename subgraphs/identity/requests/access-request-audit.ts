import type { AuditEntry } from "../../shared/audit";
import type { AccessRequest } from "./access-request.repository";

/** The trail's entry for what was done to a request, in the company of the contract. */
export function requestEntry(
  entry: Pick<AuditEntry, "actorId" | "action" | "grantId" | "reason">,
  { id, userId, organizationId, contractId }: AccessRequest,
): AuditEntry {
  const label = `MOBILE_ADDITIONAL for ${userId} on MOBILE_CONTRACT ${contractId}`;
  const target = { type: "AccessRequest", id, label };
  return { ...entry, organizationIds: [organizationId], target, outcome: "ALLOWED" };
}
