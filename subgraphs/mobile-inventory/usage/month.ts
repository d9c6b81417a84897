import type { Caller } from "../../../schema/access/caller";

const ROME = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Rome", year: "numeric", month: "2-digit" });

/** The month `YYYY-MM` of an instant (epoch milliseconds) in Italy, where usage is accounted. */
export function monthOf(instant: number): string {
  const parts = new Map(ROME.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}`;
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
