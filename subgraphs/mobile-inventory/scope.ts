import type { Caller } from "../../schema/access/caller";
import type { ScopePath } from "../../schema/access/decide";
import { allOf, anyOf, inList, type SqlFragment } from "../shared/database";
import { rowGrants, type RowRule } from "../shared/scope/row-rule";
import { rowsOfGrants, type ScopeColumns } from "../shared/scope/scope-sql";

/** Lines: whoever manages the company, the group, the contract, or uses the line; INVOICES alone gives none. */
export const LINE_ROWS: RowRule = {
  anyOf: ["HOLDING_REFERENT", "MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"],
  services: ["INVENTORY", "USAGE", "SIM_OPERATIONS", "OPTIONS"],
};

/** Contracts: whoever has lines of it, or its invoices. */
export const CONTRACT_ROWS: RowRule = {
  anyOf: ["HOLDING_REFERENT", "MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"],
};

/** Of the table `mobile_line` under the alias `l`. */
export const LINE_COLUMNS: ScopeColumns = {
  MOBILE_LINE: "l.id",
  MOBILE_CONTRACT: "l.contract_id",
  ORGANIZATION: "l.organization_id",
};

/** The lines that the caller may reach. */
export function visibleLines(caller: Caller): SqlFragment {
  return rowsOfGrants(rowGrants(caller, LINE_ROWS), LINE_COLUMNS);
}

/**
 * The contracts (table `mobile_contract`, alias `c`) that the caller may reach: those of an organization that a grant
 * is over, and those that a grant names, be it only as the contract of the viewer's own line.
 */
export function visibleContracts(caller: Caller): SqlFragment {
  const grants = rowGrants(caller, CONTRACT_ROWS);
  const named = inList([...new Set(grants.flatMap(({ contractId }) => contractId ?? []))]);
  return anyOf([
    rowsOfGrants(grants, { MOBILE_CONTRACT: "c.id", ORGANIZATION: "c.organization_id" }),
    { sql: `c.id IN ${named.sql}`, parameters: named.parameters },
  ]);
}

/** The contracts of one organization that the caller may reach. */
export function visibleContractsOf(caller: Caller, organizationId: string): SqlFragment {
  return allOf([{ sql: "c.organization_id = ?", parameters: [organizationId] }, visibleContracts(caller)]);
}

export function contractPath(contract: { readonly id: string; readonly organizationId: string }): ScopePath {
  return {
    scopes: [
      { kind: "MOBILE_CONTRACT", id: contract.id },
      { kind: "ORGANIZATION", id: contract.organizationId },
    ],
  };
}

/** A line's, and that of what hangs from it. */
export interface OfLine {
  readonly lineId: string;
  readonly contractId: string;
  readonly organizationId: string;
}

export function linePath({ lineId, contractId, organizationId }: OfLine): ScopePath {
  return {
    scopes: [
      { kind: "MOBILE_LINE", id: lineId },
      { kind: "MOBILE_CONTRACT", id: contractId },
      { kind: "ORGANIZATION", id: organizationId },
    ],
  };
}
