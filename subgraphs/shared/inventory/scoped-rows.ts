import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import { allOf, anyOf, type SqlFragment } from "../database";
import { coverageWithin, type RowCoverage, type RowRule } from "../scope/row-rule";
import { rowsOfGrants, type ScopeColumns } from "../scope/scope-sql";

/** The rows below one object that a caller may list, and on which of their grants they rest. */
export interface ScopedRows {
  readonly coverage: RowCoverage;
  readonly condition: SqlFragment;
}

/**
 * The one scope of list, count and summary below `parent` (access.md, Rows): everything in it where a grant covers the
 * parent, else what the grants inside it give, else nothing.
 * @param parent the object and its ancestors, itself first
 * @param columns must name the column of the parent's kind
 */
export function scopedRows(
  caller: Caller,
  rule: RowRule,
  parent: ScopePath,
  columns: ScopeColumns,
): ScopedRows {
  const coverage = coverageWithin(caller, rule, parent);
  const [self] = parent.scopes;
  const column = self && columns[self.kind];
  if (self === undefined || column === undefined) throw new Error("A list needs a column for its parent");
  const within: SqlFragment = { sql: `${column} = ?`, parameters: [self.id] };
  if (coverage.kind === "NONE") return { coverage, condition: anyOf([]) };
  if (coverage.kind === "ALL") return { coverage, condition: within };
  return { coverage, condition: allOf([within, rowsOfGrants(coverage.grants, columns)]) };
}
