import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import { allOf, anyOf, type SqlFragment } from "../../shared/database";
import { coverageWithin, rowGrants, type RowCoverage, type RowRule } from "../../shared/scope/row-rule";
import { rowsOfGrants, type ScopeColumns } from "../../shared/scope/scope-sql";
import { BILL_KINDS, type BillKind } from "./vocabulary";

/**
 * Bills (R6, access.md, Rows): mobile ones come with the contract, fixed ones with the billing account or the company.
 * LEGAL_REP implies all of these; FIXED_OWNER and FIXED_MASTER imply FIXED_STANDARD.
 */
export const BILL_ROWS: Readonly<Record<BillKind, RowRule>> = {
  MOBILE: { anyOf: ["HOLDING_REFERENT", "MOBILE_MASTER", "MOBILE_ADDITIONAL"], services: ["INVOICES"] },
  FIXED: { anyOf: ["HOLDING_REFERENT", "FIXED_STANDARD"] },
};

/** Mobile lines that bills name: as mobile-inventory has it, INVOICES alone gives none. */
const MOBILE_LINE_ROWS: RowRule = {
  anyOf: ["HOLDING_REFERENT", "MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"],
  services: ["INVENTORY", "USAGE", "SIM_OPERATIONS", "OPTIONS"],
};

/** Of the tables `bill` and `bill_sum` under the alias `b`. */
const COLUMNS: ScopeColumns = {
  MOBILE_CONTRACT: "b.contract_id",
  BILLING_ACCOUNT: "b.billing_account_id",
  ORGANIZATION: "b.organization_id",
};

/** The bills that the caller may reach. */
export function visibleBills(caller: Caller): SqlFragment {
  return anyOf(
    BILL_KINDS.map((kind) => ofKind(kind, rowsOfGrants(rowGrants(caller, BILL_ROWS[kind]), COLUMNS))),
  );
}

/** The billing accounts (alias `a`) that a grant of the caller is on or over. */
export function visibleBillingAccounts(caller: Caller): SqlFragment {
  return rowsOfGrants(rowGrants(caller, BILL_ROWS.FIXED), {
    BILLING_ACCOUNT: "a.id",
    ORGANIZATION: "a.organization_id",
  });
}

/** The bills below one object that the caller may list, and on which of their grants they rest. */
export interface BillScope {
  readonly coverage: RowCoverage;
  readonly condition: SqlFragment;
}

/**
 * The one scope of list, sum and export below a company.
 * @param kinds which bills are asked about: a fixed master covers all of the fixed ones and none of the mobile ones
 */
export function billsWithin(caller: Caller, organizationId: string, kinds: readonly BillKind[]): BillScope {
  const path: ScopePath = { scopes: [{ kind: "ORGANIZATION", id: organizationId }] };
  const within: SqlFragment = { sql: "b.organization_id = ?", parameters: [organizationId] };
  const parts = kinds.map((kind) => ({ kind, coverage: coverageWithin(caller, BILL_ROWS[kind], path) }));
  const coverage = together(parts.map((part) => part.coverage));
  if (coverage.kind === "ALL" && kinds.length === BILL_KINDS.length) return { coverage, condition: within };
  const rows = parts.map((part) => ofKind(part.kind, rowsOfGrants(part.coverage.grants, COLUMNS)));
  return { coverage, condition: allOf([within, anyOf(rows)]) };
}

/** The coverage of a list or sum below something that has bills of one kind only. */
export function coverageOfKind(caller: Caller, kind: BillKind, parent: ScopePath): RowCoverage {
  return coverageWithin(caller, BILL_ROWS[kind], parent);
}

/** Whether the viewer may reach a mobile line that a bill of theirs names; where it lies is as the bill has it. */
export function reachesMobileLine(caller: Caller, lineId: string, bill: Billed): boolean {
  const path = { scopes: [{ kind: "MOBILE_LINE" as const, id: lineId }, ...billPath(bill).scopes] };
  return coverageWithin(caller, MOBILE_LINE_ROWS, path).kind === "ALL";
}

/** Whom a bill is for: a contract or a billing account, and its company at that time. */
export interface Billed {
  readonly organizationId: string;
  readonly contractId: string | null;
  readonly billingAccountId: string | null;
}

export function billPath({ organizationId, contractId, billingAccountId }: Billed): ScopePath {
  return {
    scopes: [
      ...(contractId === null ? [] : [{ kind: "MOBILE_CONTRACT" as const, id: contractId }]),
      ...(billingAccountId === null ? [] : [{ kind: "BILLING_ACCOUNT" as const, id: billingAccountId }]),
      { kind: "ORGANIZATION", id: organizationId },
    ],
  };
}

export function billingAccountPath(account: {
  readonly id: string;
  readonly organizationId: string;
}): ScopePath {
  return {
    scopes: [
      { kind: "BILLING_ACCOUNT", id: account.id },
      { kind: "ORGANIZATION", id: account.organizationId },
    ],
  };
}

export function contractPath(contract: {
  readonly id: string;
  readonly organizationId: string | null;
}): ScopePath {
  return {
    scopes: [
      { kind: "MOBILE_CONTRACT", id: contract.id },
      ...(contract.organizationId === null
        ? []
        : [{ kind: "ORGANIZATION" as const, id: contract.organizationId }]),
    ],
  };
}

function ofKind(kind: BillKind, rows: SqlFragment): SqlFragment {
  return allOf([{ sql: "b.kind = ?", parameters: [kind] }, rows]);
}

/** ALL where each is ALL, NONE where each is NONE; a grant that gives both kinds is named once. */
function together(coverages: readonly RowCoverage[]): RowCoverage {
  const kinds = new Set(coverages.map(({ kind }) => kind));
  const grants = new Map(coverages.flatMap((coverage) => coverage.grants.map((grant) => [grant.id, grant])));
  const [only] = kinds;
  return { kind: kinds.size === 1 && only !== undefined ? only : "PARTIAL", grants: [...grants.values()] };
}
