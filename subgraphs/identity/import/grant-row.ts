import { PROFILES, SCOPE_KIND_OF, SCOPE_KINDS, SERVICES } from "../../../schema/access/vocabulary";
import { format, type Reject, type RowOf } from "../../shared/import";

/** The columns of the file `grants` (docs/import-formats.md). */
export const GRANT_COLUMNS = {
  id: format.id,
  user_id: format.id,
  profile: format.enumOf(PROFILES),
  services: format.listOf(format.enumOf(SERVICES)),
  scope_kind: format.enumOf(SCOPE_KINDS),
  scope_id: format.id,
  organization_id: format.optional(format.id),
  contract_id: format.optional(format.id),
  valid_from: format.dateTime,
  valid_until: format.optional(format.dateTime),
};
/** A checked row of the file `grants`. */
export type GrantRow = RowOf<typeof GRANT_COLUMNS>;

/** What the columns of a grant say against each other (access.md, Grant). */
export function grantFault(row: GrantRow): Reject | undefined {
  if (row.scopeKind !== SCOPE_KIND_OF[row.profile])
    return { column: "scope_kind", reason: `must be ${SCOPE_KIND_OF[row.profile]} for ${row.profile}` };
  if (row.profile === "MOBILE_ADDITIONAL" && row.services.length === 0)
    return { column: "services", reason: "is required for MOBILE_ADDITIONAL" };
  if (row.profile !== "MOBILE_ADDITIONAL" && row.services.length > 0)
    return { column: "services", reason: "is for MOBILE_ADDITIONAL only" };
  if (row.validUntil !== null && row.validUntil <= row.validFrom)
    return { column: "valid_until", reason: "must be after valid_from" };
  return organizationFault(row) ?? contractFault(row);
}

/** The organization that the scope is or lies in; none for a holding, whose companies come and go. */
export function organizationOf({ scopeKind, scopeId, organizationId }: GrantRow): string | null {
  return scopeKind === "ORGANIZATION" ? scopeId : organizationId;
}

/** The contract that the scope is or lies in. */
export function contractOf({ scopeKind, scopeId, contractId }: GrantRow): string | null {
  return scopeKind === "MOBILE_CONTRACT" ? scopeId : contractId;
}

function organizationFault(row: GrantRow): Reject | undefined {
  const column = "organization_id";
  const { scopeKind, scopeId, organizationId } = row;
  if (scopeKind === "HOLDING")
    return organizationId === null ? undefined : { column, reason: "must be empty for HOLDING" };
  if (scopeKind === "ORGANIZATION")
    return organizationId === null || organizationId === scopeId
      ? undefined
      : { column, reason: "must be empty or the scope_id for ORGANIZATION" };
  return organizationId === null ? { column, reason: `is required for ${scopeKind}` } : undefined;
}

function contractFault(row: GrantRow): Reject | undefined {
  const column = "contract_id";
  const { scopeKind, scopeId, contractId } = row;
  if (scopeKind === "MOBILE_LINE")
    return contractId === null ? { column, reason: "is required for MOBILE_LINE" } : undefined;
  if (scopeKind === "MOBILE_CONTRACT")
    return contractId === null || contractId === scopeId
      ? undefined
      : { column, reason: "must be empty or the scope_id for MOBILE_CONTRACT" };
  return contractId === null ? undefined : { column, reason: `must be empty for ${scopeKind}` };
}
