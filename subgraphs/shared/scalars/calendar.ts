import type { Fault } from "../identifiers";

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DATE_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const YEAR_MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAYS_BY_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EARLIEST_YEAR = 1900;

/** A day of the calendar, RFC 3339 full-date: `2026-02-28`; from 1900 on, since nothing here is older. */
export function dateFault(text: string): Fault {
  const parts = DATE.exec(text);
  if (!parts) return "must be a date written YYYY-MM-DD";
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day < 1 || day > (DAYS_BY_MONTH[month - 1] ?? 0) + leapDay) return "is not a day of the calendar";
  return year < EARLIEST_YEAR ? `must not be before the year ${EARLIEST_YEAR}` : undefined;
}

/** A month, ISO 8601: `2026-02`. */
export function yearMonthFault(text: string): Fault {
  return YEAR_MONTH.test(text) ? undefined : "must be a month written YYYY-MM";
}

/** A time of day without a zone, to the minute: `08:30`. */
export function localTimeFault(text: string): Fault {
  return LOCAL_TIME.test(text) ? undefined : "must be a time of day written HH:MM, from 00:00 to 23:59";
}

const ITALY = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Rome",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The day `YYYY-MM-DD` that it is in Italy at the instant (epoch milliseconds). */
export function dayInItaly(instant: number): string {
  const parts = new Map(ITALY.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

/** An instant in epoch milliseconds, or why the text is none. */
export type ParsedInstant = { readonly instant: number } | { readonly fault: string };

/**
 * RFC 3339 date-time with its offset, to epoch milliseconds; digits beyond the millisecond are dropped. A leap second
 * is refused: epoch time has none.
 */
export function parseDateTime(text: string): ParsedInstant {
  const parts = DATE_TIME.exec(text);
  if (!parts) return { fault: "must be an instant as in RFC 3339, with its offset: 2026-02-28T09:30:00Z" };
  const [, day = "", hour = "", minute = "", second = ""] = parts;
  const fault = dateFault(day);
  if (fault !== undefined) return { fault };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return { fault: "is not a time of day" };
  const instant = Date.parse(text.toUpperCase());
  return Number.isNaN(instant) ? { fault: "has an impossible offset" } : { instant };
}
