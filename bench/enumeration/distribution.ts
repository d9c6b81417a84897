/** How two samples lie to each other. */
export interface Comparison {
  readonly known: Percentiles;
  readonly unknown: Percentiles;
  /**
   * The probability that a known account's answer took longer than an unknown one's, ties counting half (Mann–Whitney's U
   * over all pairs): 0.5 says that time tells nothing, 0 or 1 that it tells all.
   */
  readonly auc: number;
  /** How far from 0.5 two samples of one distribution come in 19 of 20 runs. */
  readonly chance: number;
}

export const PERCENTS = [5, 25, 50, 75, 95] as const;
/** Milliseconds at each of `PERCENTS`. */
export type Percentiles = readonly number[];

/** @param known @param unknown milliseconds, as many as there were calls */
export function compare(known: readonly number[], unknown: readonly number[]): Comparison {
  const [n, m] = [known.length, unknown.length];
  let longer = 0;
  for (const one of known) for (const other of unknown) longer += one > other ? 1 : Number(one === other) / 2;
  const deviation = Math.sqrt((n + m + 1) / (12 * n * m));
  return {
    known: percentiles(known),
    unknown: percentiles(unknown),
    auc: longer / (n * m),
    chance: 1.96 * deviation,
  };
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((one, other) => one - other);
  return PERCENTS.map((percent) => sorted[Math.floor(((sorted.length - 1) * percent) / 100)] ?? Number.NaN);
}
