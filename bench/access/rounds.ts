import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { median } from "../table";

/** Milliseconds. */
export interface Cost {
  readonly time: number;
  /** User time of this process, client included: what the system does for it varies more than what it does itself. */
  readonly cpu: number;
}

export interface Compared {
  readonly ruled: Cost;
  readonly unruled: Cost;
  /** Ruled over unruled, the median of the rounds' own ratios: what slows the machine for a while slows both. */
  readonly ratio: Cost;
  /** Between which the median of the CPU ratios lies with 95 % confidence, whatever their distribution. */
  readonly interval: readonly [number, number];
}

export interface Pair {
  readonly ruled: () => Promise<unknown>;
  readonly unruled: () => Promise<unknown>;
}

/** So many pages of each in one round: what a page leaves to collect is collected while its own side is measured. */
const PAGES = 10;

/** Some pages of each a round, the one that goes first changing from round to round. */
export async function compare(pair: Pair, warmUp: number, rounds: number): Promise<Compared> {
  const samples: { readonly ruled: Cost; readonly unruled: Cost }[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const first = round % 2 === 0 ? await cost(pair.ruled) : undefined;
    const unruled = await cost(pair.unruled);
    const ruled = first ?? (await cost(pair.ruled));
    if (round >= 0) samples.push({ ruled, unruled });
  }
  const middle = (of: (sample: (typeof samples)[number]) => number) => median(samples.map(of));
  const figures = (side: "ruled" | "unruled"): Cost => ({
    time: middle((sample) => sample[side].time),
    cpu: middle((sample) => sample[side].cpu),
  });
  return {
    ruled: figures("ruled"),
    unruled: figures("unruled"),
    ratio: {
      time: middle(({ ruled, unruled }) => ruled.time / unruled.time),
      cpu: middle(({ ruled, unruled }) => ruled.cpu / unruled.cpu),
    },
    interval: intervalOfMedian(samples.map(({ ruled, unruled }) => ruled.cpu / unruled.cpu)),
  };
}

/** By ranks: how many of n values lie below their true median is binomial, here in its normal approximation. */
export function intervalOfMedian(values: readonly number[]): readonly [number, number] {
  const sorted = values.toSorted((one, other) => one - other);
  const margin = 0.98 * Math.sqrt(sorted.length);
  const low = Math.max(0, Math.floor(sorted.length / 2 - margin));
  const high = Math.min(sorted.length - 1, Math.ceil(sorted.length / 2 + margin));
  return [sorted[low] ?? Number.NaN, sorted[high] ?? Number.NaN];
}

/** What one ask costs, of several after each other: what others left behind is collected before them. */
async function cost(ask: () => Promise<unknown>): Promise<Cost> {
  collectGarbage();
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  for (let page = 0; page < PAGES; page++) await ask();
  const time = (performance.now() - begun) / PAGES;
  return { time, cpu: process.cpuUsage(cpuBefore).user / 1_000 / PAGES };
}

// The function that `node --expose-gc` gives, without asking whoever runs the bench for the flag.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
