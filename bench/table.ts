export type Row = readonly (string | number)[];

/** Columns aligned under their heads, the first to the left, figures to the right. */
export function table(head: Row, rows: readonly Row[]): string {
  const texts = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_title, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width));
  const [first = [], ...others] = texts;
  return [line(first), line(rule), ...others.map(line)].join("\n");
}

/** The middle of the values, or of the two in the middle. @throws Error when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) throw new Error("There is no median of nothing");
  return (low + high) / 2;
}
