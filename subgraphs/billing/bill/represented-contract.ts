import type { Caller } from "../../../schema/access/caller";
import type { BilledContract } from "../model/contract.type";

/**
 * The contract that the gateway names, when the caller names it too (access.md, Words): by a grant on it or on one of
 * its lines, or over the company that mobile-inventory says it is of.
 */
export function representedContract(
  reference: { readonly id: string } & Readonly<Record<string, unknown>>,
  caller: Caller,
): BilledContract | null {
  const { id } = reference;
  const organizationId = organizationOf(reference["organization"]);
  const named = caller.grants.some(
    ({ scope, contractId, organizationIds }) =>
      contractId === id ||
      (["ORGANIZATION", "HOLDING"].includes(scope.kind) &&
        organizationId !== null &&
        organizationIds.includes(organizationId)),
  );
  return named ? { id, organizationId } : null;
}

function organizationOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("id" in value)) return null;
  return typeof value.id === "string" ? value.id : null;
}
