import { median, table } from "../table";
import { CONTENDERS, type Contender } from "./contenders";
import type { Measurement } from "./measure";
import { OPERATIONS, type Operation } from "./world/operations";

/** A contender's figures for one operation: the median of its rounds, the highest peak. */
export interface Summary extends Omit<Measurement, "round"> {
  /** Lowest and highest of the rounds, CPU seconds per 1,000 requests. */
  readonly cpuRange: readonly [number, number];
  /** CPU of ours (the one that runs its subgraphs alike) as a share of this one's. */
  readonly ours: number | null;
}

export function summarize(measurements: readonly Measurement[]): Summary[] {
  return OPERATIONS.flatMap(({ name }) =>
    CONTENDERS.flatMap((contender) => summaryOf(contender, name, measurements) ?? []),
  );
}

function summaryOf(
  { id, against }: Contender,
  operation: Operation["name"],
  measurements: readonly Measurement[],
): Summary | undefined {
  const of = (contender: string) =>
    measurements.filter((one) => one.contender === contender && one.operation === operation);
  const own = of(id);
  if (own.length === 0) return undefined;
  const middle = (figure: "cpu" | "perSecond" | "p50" | "p99") => median(own.map((one) => one[figure]));
  const ours = of(against).map(({ cpu }) => cpu);
  const cpus = own.map(({ cpu }) => cpu);
  return {
    contender: id,
    operation,
    cpu: middle("cpu"),
    cpuRange: [Math.min(...cpus), Math.max(...cpus)],
    perSecond: middle("perSecond"),
    p50: middle("p50"),
    p99: middle("p99"),
    peak: Math.max(...own.map(({ peak }) => peak)),
    ours: ours.length === 0 ? null : median(ours) / middle("cpu"),
  };
}

const HEAD = ["", "CPU s/1,000", "of rounds", "req/s", "p50 ms", "p99 ms", "peak MB", "ours/this"];

/** One table for each operation, and for the heavy one how ours stands against the targets. */
export function report(summaries: readonly Summary[]): string {
  const tables = OPERATIONS.map(({ name }) => {
    const rows = summaries.filter(({ operation }) => operation === name).map(rowOf);
    return `${name} operation\n\n${table(HEAD, rows)}`;
  });
  const verdicts = CONTENDERS.flatMap(({ id, label, targets }) => {
    const ours = summaries.find((one) => one.contender === id && one.operation === "heavy")?.ours;
    if (targets === undefined || ours === undefined || ours === null) return [];
    const verdict = ours <= targets.goal ? "goal met" : ours <= targets.floor ? "floor met" : "missed";
    return [[label, ours.toFixed(2), targets.floor.toFixed(2), targets.goal.toFixed(2), verdict]];
  });
  const targets = table(["CPU of ours, heavy operation, as a share of", "is", "floor", "goal", ""], verdicts);
  return [...tables, targets].join("\n\n");
}

function rowOf(one: Summary): (string | number)[] {
  return [
    CONTENDERS.find(({ id }) => id === one.contender)?.label ?? one.contender,
    one.cpu.toFixed(3),
    one.cpuRange.map((cpu) => cpu.toFixed(2)).join("–"),
    Math.round(one.perSecond),
    one.p50.toFixed(1),
    one.p99.toFixed(1),
    Math.round(one.peak / 1_048_576),
    one.ours === null ? "" : one.ours.toFixed(2),
  ];
}
