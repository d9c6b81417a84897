import type { SqlFragment } from "../../shared/database";
import { beginsWith, between, foldText, oneOf, searchTerm } from "../../shared/inventory";
import { BILL_KINDS, type BillKind } from "../model/vocabulary";
import type { BillFilter } from "./bill-input.types";
import { inStates } from "./bill-state";

/** The kinds of bill that a filter asks about. */
export function kindsAsked(filter: BillFilter | null | undefined): readonly BillKind[] {
  const kind = filter?.kind;
  return kind === null || kind === undefined ? BILL_KINDS : [kind];
}

/**
 * What a filter leaves of the bills (alias `b`). No field of it is guarded: whoever reaches a bill reads all that it
 * asks about.
 * @param today the day by which a bill is OVERDUE
 * @throws UserInputError on lists over 100 values and search texts under 2 or over 100 characters
 */
export function billNarrowings(filter: BillFilter | null | undefined, today: string): readonly SqlFragment[] {
  if (filter === null || filter === undefined) return [];
  const term = searchTerm(["filter", "search"], filter.search);
  return [
    ...sharedNarrowings(filter, today),
    ...between("b.bill_date", filter.billDateFrom, filter.billDateTo),
    ...(term === null ? [] : [beginsWith("b.bill_no_folded", foldText(term))]),
  ];
}

/** The part that bills and their sums have alike. */
export function sharedNarrowings(filter: BillFilter, today: string): readonly SqlFragment[] {
  const { kind, state } = filter;
  // Checks the length of the list too.
  const named = oneOf(["filter", "state"], "b.payment", state);
  return [
    ...(kind === null || kind === undefined ? [] : [{ sql: "b.kind = ?", parameters: [kind] }]),
    ...(named.length === 0 ? [] : [inStates(today, state ?? [])]),
    ...oneOf(["filter", "contractIds"], "b.contract_id", filter.contractIds),
    ...oneOf(["filter", "billingAccountIds"], "b.billing_account_id", filter.billingAccountIds),
    ...between("b.due_date", filter.dueFrom, filter.dueTo),
  ];
}
