import type { ScopePath, ScopeRef } from "../../../schema/access/decide";
import { pathOfSummary } from "../../../schema/access/verdict-path";
import { toCoverage, type CoverageType } from "../../shared/graphql/coverage.type";
import { allOf, type SqlFragment } from "../../shared/database";
import { scopedRows, type GroupCount } from "../../shared/inventory";
import { rowsPassing } from "../../shared/scope/scope-sql";
import type { MobileContext } from "../context";
import { lineNarrowings } from "../line/line-filter";
import type { MobileLineFilter } from "../line/line-input.types";
import type { LineParent } from "../line/lines-within";
import { LINE_COLUMNS, LINE_ROWS } from "../scope";

/** What is counted: the very lines that `listLines` lists for the same viewer, parent and filter. */
export interface MobileInventorySummary {
  readonly coverage: CoverageType;
  readonly asOf: number;
  /** The parent and the scopes of the viewer's grants in it: a rule on a count is met by meeting it on one of them. */
  readonly path: ScopePath;
  /** Whose lines are counted. */
  readonly parent: ScopeRef | undefined;
  readonly condition: SqlFragment;
  /** Counted once, for `total` and `byStatus` alike. */
  readonly statusCounts: () => Promise<readonly GroupCount[]>;
}

export function summarize(
  parent: LineParent,
  filter: MobileLineFilter | null | undefined,
  context: MobileContext,
): MobileInventorySummary {
  const { caller, rules } = context;
  const scope = scopedRows(caller, LINE_ROWS, parent.path, LINE_COLUMNS);
  const narrowings = lineNarrowings(filter, { caller, rules, organizationId: parent.organizationId });
  const summary: Omit<MobileInventorySummary, "statusCounts"> = {
    coverage: toCoverage(scope.coverage, caller.at),
    asOf: caller.at,
    path: pathOfSummary(caller, parent.path),
    parent: parent.path.scopes[0],
    condition: allOf([scope.condition, ...narrowings]),
  };
  let counts: Promise<readonly GroupCount[]> | undefined;
  return {
    ...summary,
    statusCounts: () => (counts ??= countBy("l.status", summary, context)),
  };
}

/**
 * The lines of a summary by a column.
 * @param coordinate the guarded field that asks: only lines on which the caller passes its rule are counted
 */
export async function countBy(
  column: string,
  { coverage, parent, condition }: Pick<MobileInventorySummary, "coverage" | "parent" | "condition">,
  { caller, rules, loaders }: MobileContext,
  coordinate?: string,
): Promise<readonly GroupCount[]> {
  const parentColumn = parent && LINE_COLUMNS[parent.kind];
  if (coverage.kind === "NONE" || parent === undefined || parentColumn === undefined) return [];
  const passing = coordinate === undefined ? [] : [rowsPassing(caller, rules.of(coordinate), LINE_COLUMNS)];
  return await loaders
    .lineCounts(parentColumn, column)
    .load({ parentId: parent.id, condition: allOf([condition, ...passing]) });
}
