import { READERS } from "../access/table";
import { names, type Viewer } from "../access/viewer";
import type { Grant, Line, Usage } from "../world/world";
import { plain, type Arguments, type SchemaObject } from "./schema-object";

/**
 * The buckets of a month that the viewer may read, each by the contract and company of its own time, and by END_USER
 * only if the grant was in force on any day of the month.
 */
export function usageObject(viewer: Viewer, line: Line, args: Arguments): SchemaObject | null {
  const period = typeof args["period"] === "string" ? args["period"] : "2026-06";
  const { world } = viewer;
  const visible = world.usage.filter((usage) => {
    const { organization } = world.contracts.find(({ id }) => id === usage.contract)!;
    const place = { line: usage.line, contract: usage.contract, organization };
    return (
      usage.line === line.id &&
      usage.period === period &&
      viewer.grants.some(
        (grant) =>
          names(grant, READERS["MobileLine.usage"]!) &&
          viewer.covers(grant, place) &&
          (grant.profile !== "END_USER" || inForceIn(grant, period)),
      )
    );
  });
  if (visible.length === 0) return null;
  const inOrder = (["VOICE", "DATA", "SMS"] as const).flatMap((kind) =>
    visible.filter((usage) => usage.kind === kind),
  );
  return plain("UsageConsumption", {
    period,
    asOf: `${period}-15T06:00:00.000Z`,
    buckets: inOrder.map(bucketObject),
  });
}

function bucketObject({ kind, allowance, used }: Usage): SchemaObject {
  if (allowance === null)
    return plain("UsageBucket", { kind, allowance, used, remaining: null, thresholdReached: null });
  const reached = [100, 90, 75].find((threshold) => used * 100 >= allowance * threshold);
  const remaining = Math.max(allowance - used, 0);
  return plain("UsageBucket", { kind, allowance, used, remaining, thresholdReached: reached ?? null });
}

const ITALIAN_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" });

/** Looks at each day of the month, in Italy. */
function inForceIn({ from, until }: Grant, period: string): boolean {
  const first = ITALIAN_DAY.format(new Date(from));
  const last = until === null ? "9999-12-31" : ITALIAN_DAY.format(new Date(Date.parse(until) - 1));
  const days = Array.from({ length: 31 }, (_, n) => `${period}-${String(n + 1).padStart(2, "0")}`);
  return days.some((day) => first <= day && day <= last);
}
