import { USAGE_KINDS, type UsageKind } from "../vocabulary";
import type { UsageBucketType, UsageConsumptionType } from "./usage.types";

/** A bucket as its row says it: a driver hands a figure past 2^53 over as its digits. */
export interface BucketRow {
  readonly lineId: string;
  readonly kind: UsageKind;
  readonly allowance: number | string | null;
  readonly used: number | string;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

const THRESHOLDS = [100n, 90n, 75n] as const;

/** One line's month from its buckets; null when there is none. It is as old as the oldest of them. */
export function consumption(period: string, rows: readonly BucketRow[]): UsageConsumptionType | null {
  if (rows.length === 0) return null;
  const inOrder = [...rows].sort((a, b) => USAGE_KINDS.indexOf(a.kind) - USAGE_KINDS.indexOf(b.kind));
  return { period, buckets: inOrder.map(bucket), asOf: Math.min(...rows.map(({ asOf }) => asOf)) };
}

function bucket({ kind, ...row }: BucketRow): UsageBucketType {
  const used = BigInt(row.used);
  if (row.allowance === null) return { kind, allowance: null, used, remaining: null, thresholdReached: null };
  const allowance = BigInt(row.allowance);
  return {
    kind,
    allowance,
    used,
    remaining: used < allowance ? allowance - used : 0n,
    thresholdReached: thresholdReached(used, allowance),
  };
}

/** The highest of 75, 90 and 100 per cent that is reached; of an allowance of nothing, 100 with the first use. */
export function thresholdReached(used: bigint, allowance: bigint): number | null {
  if (used === 0n) return null;
  const reached = THRESHOLDS.find((threshold) => used * 100n >= allowance * threshold);
  return reached === undefined ? null : Number(reached);
}
