import type { Caller } from "../../../schema/access/caller";
import { dayInItaly } from "../../shared/scalars";

/** The month `YYYY-MM` of an instant (epoch milliseconds) in Italy, where usage is accounted. */
export function monthOf(instant: number): string {
  return dayInItaly(instant).slice(0, "YYYY-MM".length);
}

/**
 * The caller as far as their grants reach the buckets of a month: an END_USER grant gives those of the months in which
 * it was in force on any day, every other grant all that is stored (access.md, Time).
 */
export function callerInMonth(caller: Caller, month: string): Caller {
  const grants = caller.grants.filter(
    ({ profile, validFrom, validUntil }) =>
      profile !== "END_USER" ||
      (monthOf(validFrom) <= month && (validUntil === null || monthOf(validUntil - 1) >= month)),
  );
  return grants.length === caller.grants.length ? caller : { ...caller, grants };
}
