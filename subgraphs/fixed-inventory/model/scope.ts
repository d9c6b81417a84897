import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import { allOf, anyOf, inList, type SqlFragment } from "../../shared/database";
import { rowGrants, type RowRule } from "../../shared/scope/row-rule";
import { rowsOfGrants, type ScopeColumns } from "../../shared/scope/scope-sql";

/**
 * Lines: whoever answers for the company, its fixed lines, its group, or registered with the billing account's invoice
 * (R16–R20). LEGAL_REP, FIXED_OWNER and FIXED_MASTER imply FIXED_STANDARD; no mobile profile gives any.
 */
export const LINE_ROWS: RowRule = { anyOf: ["HOLDING_REFERENT", "FIXED_STANDARD"] };

/** Of the table `fixed_line` under the alias `l`. */
export const LINE_COLUMNS: ScopeColumns = {
  BILLING_ACCOUNT: "l.billing_account_id",
  ORGANIZATION: "l.organization_id",
};

/** The lines that the caller may reach. */
export function visibleLines(caller: Caller): SqlFragment {
  return rowsOfGrants(rowGrants(caller, LINE_ROWS), LINE_COLUMNS);
}

/**
 * The sites (table `site`, alias `s`) that the caller may reach: all of a company, lines or none, for whoever a grant
 * puts over it; for a billing account's user those with a line that is billed to it.
 */
export function visibleSites(caller: Caller): SqlFragment {
  const grants = rowGrants(caller, LINE_ROWS);
  const accounts = grants.filter(({ scope }) => scope.kind === "BILLING_ACCOUNT");
  const whole = rowsOfGrants(grants, { ORGANIZATION: "s.organization_id" });
  if (accounts.length === 0) return whole;
  const billed = inList(accounts.map(({ scope }) => scope.id));
  return anyOf([
    whole,
    {
      sql:
        "EXISTS (SELECT 1 FROM fixed_line b WHERE b.site_id = s.id" +
        ` AND b.billing_account_id IN ${billed.sql})`,
      parameters: billed.parameters,
    },
  ]);
}

/** The sites of one organization that the caller may reach. */
export function visibleSitesOf(caller: Caller, organizationId: string): SqlFragment {
  return allOf([{ sql: "s.organization_id = ?", parameters: [organizationId] }, visibleSites(caller)]);
}

/** The path of a line: its billing account's. */
export function billingAccountPath(billing: {
  readonly billingAccountId: string;
  readonly organizationId: string;
}): ScopePath {
  return {
    scopes: [
      { kind: "BILLING_ACCOUNT", id: billing.billingAccountId },
      { kind: "ORGANIZATION", id: billing.organizationId },
    ],
  };
}
