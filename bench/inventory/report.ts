import { table } from "../table";
import type { Measured } from "./alternately";

/** Both side by side, and the system as a multiple of what was written by hand. */
export function report({ system, hand }: Measured): string {
  const row = (title: string, figure: keyof Measured["system"], digits: number) => [
    title,
    system[figure].toFixed(digits),
    hand[figure].toFixed(digits),
    (system[figure] / hand[figure]).toFixed(2),
  ];
  return table(
    ["a page of 1,000 lines with all details", "the system", "SQL by hand", "ratio"],
    [
      row("time, ms", "time", 1),
      row("CPU, ms", "cpu", 1),
      row("statements", "statements", 0),
      row("bytes", "bytes", 0),
    ],
  );
}
