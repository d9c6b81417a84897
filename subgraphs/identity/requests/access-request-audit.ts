import type { ActEntry } from "../../shared/act";
import type { AccessRequest } from "./access-request.repository";

/** The record of what was done to a request, in the company of the contract. */
export function requestRecord(
  { id, userId, organizationId, contractId }: AccessRequest,
  reason: string | null,
): ActEntry {
  const label = `MOBILE_ADDITIONAL for ${userId} on MOBILE_CONTRACT ${contractId}`;
  return { organizationIds: [organizationId], target: { type: "AccessRequest", id, label }, reason };
}
