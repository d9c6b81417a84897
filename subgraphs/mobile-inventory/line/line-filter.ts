import type { Caller } from "../../../schema/access/caller";
import type { AccessRules } from "../../../schema/access/rules";
import { allOf, anyOf, type SqlFragment } from "../../shared/database";
import { beginsWith, between, foldText, numberMatches, oneOf, searchTerm } from "../../shared/inventory";
import { rowsPassing } from "../../shared/scope/scope-sql";
import { LINE_COLUMNS } from "../scope";
import type { MobileLineFilter } from "./line-input.types";

/** Who filters, by which rules, and in whose company's lines. */
export interface FilterContext {
  readonly caller: Caller;
  readonly rules: AccessRules;
  readonly organizationId: string;
}

type Filter = MobileLineFilter | null | undefined;

/**
 * What a filter leaves of the lines in scope (alias `l`). A filter over a guarded field also leaves only the rows on
 * which the caller passes its rule, so that nothing can be learned by asking around it.
 * @throws UserInputError on lists over 100 values and search texts under 2 or over 100 characters
 */
export function lineNarrowings(filter: Filter, context: FilterContext): readonly SqlFragment[] {
  if (filter === null || filter === undefined) return [];
  return [
    ...oneOf(["filter", "status"], "l.status", filter.status),
    ...oneOf(["filter", "contractIds"], "l.contract_id", filter.contractIds),
    ...guarded("tariffPlanIds", "l.tariff_plan_id", filter, context),
    ...guarded("costCenterIds", "l.cost_center_id", filter, context),
    ...between("l.activated_on", filter.activatedFrom, filter.activatedTo),
    ...between("l.terminated_on", filter.terminatedFrom, filter.terminatedTo),
    ...search(filter, context),
  ];
}

function guarded(
  field: "tariffPlanIds" | "costCenterIds",
  column: string,
  filter: MobileLineFilter,
  { caller, rules }: FilterContext,
): readonly SqlFragment[] {
  const narrowing = oneOf(["filter", field], column, filter[field]);
  if (narrowing.length === 0) return [];
  return [...narrowing, rowsPassing(caller, rules.of(`MobileLineFilter.${field}`), LINE_COLUMNS)];
}

function search(filter: MobileLineFilter, context: FilterContext): readonly SqlFragment[] {
  const term = searchTerm(["filter", "search"], filter.search);
  if (term === null) return [];
  return [
    anyOf([
      ...numberMatches("l.msisdn", "l.msisdn_reversed", term),
      beginsWith("l.label_folded", foldText(term)),
      costCenterMatches(foldText(term), context),
    ]),
  ];
}

/** The search looks into cost centres too, but only on lines whose cost centre the caller may read. */
function costCenterMatches(prefix: string, { caller, rules, organizationId }: FilterContext): SqlFragment {
  const matches = anyOf([beginsWith("k.code_folded", prefix), beginsWith("k.name_folded", prefix)]);
  return allOf([
    rowsPassing(caller, rules.of("MobileLine.costCenter"), LINE_COLUMNS),
    {
      sql: `l.cost_center_id IN (SELECT k.id FROM cost_center k WHERE k.organization_id = ? AND (${matches.sql}))`,
      parameters: [organizationId, ...matches.parameters],
    },
  ]);
}
