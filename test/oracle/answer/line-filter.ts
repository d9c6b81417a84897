import { READERS } from "../access/table";
import type { Place } from "../access/viewer";
import { msisdnOf } from "../world/feed-rows";
import { TERMINATED_ON, type Line } from "../world/world";
import type { Asking } from "./schema-object";

interface Filter {
  readonly status?: readonly string[] | null;
  readonly contractIds?: readonly string[] | null;
  readonly tariffPlanIds?: readonly string[] | null;
  readonly costCenterIds?: readonly string[] | null;
  readonly search?: string | null;
  readonly activatedFrom?: string | null;
  readonly activatedTo?: string | null;
  readonly terminatedFrom?: string | null;
  readonly terminatedTo?: string | null;
}

/** A filter over a guarded field leaves only lines on which the viewer passes its rule. */
export function lineMatches(asking: Asking, line: Line, place: Place, given: unknown): boolean {
  const filter = (given ?? {}) as Filter;
  const { viewer, costCenterIds } = asking;
  const costCenter = costCenterIds.get(`${place.organization} ${line.costCenter}`) ?? null;
  const terminated = line.status === "TERMINATED" ? TERMINATED_ON : null;
  return (
    among(filter.status, line.status) &&
    among(filter.contractIds, line.contract) &&
    among(filter.tariffPlanIds, line.plan) &&
    (!filter.tariffPlanIds || viewer.may(READERS["MobileLineFilter.tariffPlanIds"]!, place)) &&
    among(filter.costCenterIds, costCenter) &&
    (!filter.costCenterIds || viewer.may(READERS["MobileLineFilter.costCenterIds"]!, place)) &&
    within(line.activatedOn, filter.activatedFrom, filter.activatedTo) &&
    within(terminated, filter.terminatedFrom, filter.terminatedTo) &&
    (typeof filter.search !== "string" || found(asking, line, place, filter.search))
  );
}

function found({ viewer }: Asking, line: Line, place: Place, search: string): boolean {
  const term = search.toLowerCase();
  const begins = (text: string | null) => text !== null && text.toLowerCase().startsWith(term);
  const number = msisdnOf(line);
  return (
    (/^\+?\d+$/.test(term) && (number.startsWith(term) || number.startsWith(`+39${term}`))) ||
    (/^\d+$/.test(term) && (number.startsWith(`+${term}`) || number.endsWith(term))) ||
    begins(line.label) ||
    (line.costCenter !== null &&
      viewer.may(READERS["MobileLine.costCenter"]!, place) &&
      (begins(line.costCenter) || begins(`Nome ${line.costCenter}`)))
  );
}

export function among(wanted: readonly string[] | null | undefined, value: string | null): boolean {
  return wanted === null || wanted === undefined || (value !== null && wanted.includes(value));
}

export function within(
  day: string | null,
  from: string | null | undefined,
  to: string | null | undefined,
): boolean {
  if (typeof from !== "string" && typeof to !== "string") return true;
  return day !== null && (typeof from !== "string" || day >= from) && (typeof to !== "string" || day <= to);
}
