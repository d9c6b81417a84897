import { addDays, addMonths, daysBetween, daysInMonth, monthsUntil, startOf } from "./calendar";
import type { DemoLine } from "./lines";
import { UNLIMITED_MONTH } from "./offers";
import { randomOf, type Random } from "./random";

const MONTHS_KEPT = 6;
const KINDS = ["VOICE", "DATA", "SMS"] as const;

/** One month of usage; `begins` and `ends` (excluded) are days, `countedUntil` the day at whose start counting stopped. */
export interface UsageMonth {
  readonly period: string;
  readonly begins: string;
  readonly ends: string;
  readonly days: number;
  readonly countedUntil: string;
}

/** The six months up to `day`, earliest first. */
export function usageMonths(day: string): readonly UsageMonth[] {
  return monthsUntil(day, MONTHS_KEPT).map((period) => {
    const begins = `${period}-01`;
    const ends = addMonths(begins, 1);
    return { period, begins, ends, days: daysInMonth(period), countedUntil: earlier(day, ends) };
  });
}

/** Rows of the kind `mobile-usage` for one line: a bucket per month that it lived in and per kind that its plan has. */
export function* usageOf(
  line: DemoLine,
  months: readonly UsageMonth[],
): Generator<Readonly<Record<string, string>>> {
  const random = randomOf(`usage/${line.id}`);
  for (const month of months) {
    const lived = livedShare(line, month);
    for (const kind of KINDS) {
      const allowance = line.plan.allowances[kind];
      const appetite = appetiteOf(random);
      if (lived === undefined || allowance === undefined) continue;
      yield {
        line_id: line.id,
        period: month.period,
        kind,
        allowance: allowance === null ? "" : String(allowance),
        used: String(Math.floor((allowance ?? UNLIMITED_MONTH[kind]) * appetite * lived)),
        as_of: startOf(month.countedUntil),
      };
    }
  }
}

/** Share of a whole month's allowance that is used in one: mostly well below 1, for a few beyond it. */
function appetiteOf(random: Random): number {
  const group = random.fraction();
  if (group < 0.78) return 0.08 + random.fraction() * 0.6;
  if (group < 0.94) return 0.75 + random.fraction() * 0.25;
  return 1 + random.fraction();
}

/** Share of the month in which the line could be used so far; undefined when it did not exist in it at all. */
function livedShare(line: DemoLine, month: UsageMonth): number | undefined {
  if (line.activatedOn >= month.ends) return undefined;
  if (line.terminatedOn !== "" && line.terminatedOn < month.begins) return undefined;
  const begins = line.activatedOn > month.begins ? line.activatedOn : month.begins;
  const stopped = line.terminatedOn || line.frozenOn;
  const ends = stopped === "" ? month.countedUntil : earlier(month.countedUntil, addDays(stopped, 1));
  return Math.max(daysBetween(begins, ends), 0) / month.days;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
