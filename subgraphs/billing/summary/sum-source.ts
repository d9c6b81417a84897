import { allOf, type SqlFragment } from "../../shared/database";
import { between } from "../../shared/inventory";
import { billNarrowings, sharedNarrowings } from "../bill/bill-filter";
import type { BillFilter } from "../bill/bill-input.types";
import type { BillScope } from "../model/scope";

/** Where sums are read from, under the alias `b`, with what counts as one row's part. */
export interface SumSource {
  readonly from: string;
  readonly condition: SqlFragment;
  readonly bills: string;
  /** The month of the bill's date. */
  readonly period: string;
}

/**
 * The kept sums where the filter can be answered from them, the bills themselves where it asks about single days or
 * numbers. `owners` asks for sums by contract and billing account.
 */
export function sumSource(
  scope: BillScope,
  filter: BillFilter | null | undefined,
  today: string,
  owners: boolean,
): SumSource {
  if (!isOfMonths(filter)) {
    return {
      from: "bill b",
      condition: allOf([scope.condition, ...billNarrowings(filter, today)]),
      bills: "1",
      period: "SUBSTR(b.bill_date, 1, 7)",
    };
  }
  const { billDateFrom, billDateTo } = filter ?? {};
  const narrowings = [
    ...sharedNarrowings(filter ?? {}, today),
    ...between("b.period", billDateFrom?.slice(0, 7), billDateTo?.slice(0, 7)),
  ];
  const byOwner = owners || scope.coverage.kind !== "ALL" || namesOwners(filter);
  const level = { sql: `b.level = '${byOwner ? "OWNER" : "COMPANY"}'`, parameters: [] };
  return {
    from: "bill_sum b",
    condition: allOf([scope.condition, level, ...narrowings]),
    bills: "b.bills",
    period: "b.period",
  };
}

function namesOwners(filter: BillFilter | null | undefined): boolean {
  return [filter?.contractIds, filter?.billingAccountIds].some((ids) => ids !== null && ids !== undefined);
}

function isOfMonths(filter: BillFilter | null | undefined): boolean {
  if (filter === null || filter === undefined) return true;
  const { search, billDateFrom, billDateTo } = filter;
  const isGiven = (value: string | null | undefined): value is string =>
    value !== null && value !== undefined;
  if (isGiven(search)) return false;
  return (
    (!isGiven(billDateFrom) || billDateFrom.endsWith("-01")) &&
    (!isGiven(billDateTo) || billDateTo === lastDayOfMonth(billDateTo))
  );
}

function lastDayOfMonth(day: string): string {
  const [year = "", month = ""] = day.split("-");
  return `${year}-${month}-${new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()}`;
}
