import { table } from "../table";
import type { CutFigures } from "./cut";
import { PAGE_SIZE, type Viewer } from "./operation";
import type { Compared } from "./rounds";

/** At most so much more CPU with rules than without. */
const TARGET = 1.05;

const SEES: Readonly<Record<Viewer, string>> = {
  "legal.aurora": "may see all",
  "holding.levante": "is refused some",
};

export function report(compared: readonly (readonly [Viewer, Compared])[], cut: CutFigures): string {
  const rows = compared.flatMap(([viewer, { ruled, unruled, ratio, interval }]) =>
    (["cpu", "time"] as const).map((figure) => [
      `${viewer} (${SEES[viewer]}), ${figure === "cpu" ? "user CPU" : "time"} ms`,
      ruled[figure].toFixed(1),
      unruled[figure].toFixed(1),
      ratio[figure].toFixed(3),
      figure === "time" ? "" : interval.map((each) => each.toFixed(3)).join("–"),
      figure === "time" ? "" : verdict(interval),
    ]),
  );
  const heads = [
    `a page of ${PAGE_SIZE} lines, ten guarded fields each`,
    "with rules",
    "without",
    "ratio",
    "95 % of it",
    `≤ ${TARGET}`,
  ];
  const cuts = [
    ["the cut alone", cut.computed.toFixed(1), cut.cached.toFixed(1)],
    [
      "a small request: validated, cut, planned, run",
      cut.firstRequest.toFixed(0),
      cut.nextRequest.toFixed(0),
    ],
  ];
  return `${table(heads, rows)}\n\n${table(["the cut, µs", "first time", "from cache"], cuts)}`;
}

/** An interval around the target decides nothing: more rounds do. */
function verdict([low, high]: Compared["interval"]): string {
  if (high <= TARGET) return "met";
  return low > TARGET ? "missed" : "open";
}
