import { table } from "../table";
import { PERCENTS, type Comparison } from "./distribution";

export interface Measured extends Comparison {
  readonly title: string;
  /** For each of known and unknown. */
  readonly calls: number;
  /** The different answers that came; one says that content tells nothing. */
  readonly contents: readonly string[];
}

/** The distributions above each other, and how well time tells them apart. */
export function report(measured: readonly Measured[]): string {
  const rows = measured.flatMap(({ title, contents, known, unknown, auc, chance }) => [
    [
      title,
      "known",
      ...known.map(digits),
      contents.length === 1 ? "the same" : `${contents.length} different`,
      auc.toFixed(3),
      `0.5 ± ${chance.toFixed(3)}`,
    ],
    ["", "unknown", ...unknown.map(digits), "", "", ""],
  ]);
  const head = [
    "milliseconds",
    "",
    ...PERCENTS.map((percent) => `p${percent}`),
    "content",
    "AUC",
    "by chance",
  ];
  return table(head, rows);
}

function digits(milliseconds: number): string {
  return milliseconds.toFixed(2);
}
