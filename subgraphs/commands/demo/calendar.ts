const MILLISECONDS_A_DAY = 86_400_000;

/** `day` and `days` later (earlier when negative), both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY;
}

/** The same day of the month `months` later (earlier when negative), or that month's last day. */
export function addMonths(day: string, months: number): string {
  const firstDay = new Date(`${day.slice(0, 7)}-01`);
  firstDay.setUTCMonth(firstDay.getUTCMonth() + months);
  const first = firstDay.toISOString().slice(0, 10);
  return addDays(first, Math.min(Number(day.slice(8)), daysInMonth(first.slice(0, 7))) - 1);
}

/** `month` is `YYYY-MM`. */
export function daysInMonth(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

/** The month of `day` and the ones before it, `count` in all, earliest first, as `YYYY-MM`. */
export function monthsUntil(day: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => addMonths(day, index - count + 1).slice(0, 7));
}

/** Midnight UTC at which `day` begins, RFC 3339. */
export function startOf(day: string): string {
  return `${day}T00:00:00Z`;
}
