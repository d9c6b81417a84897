import { median } from "../table";

/** Milliseconds. */
export interface Cost {
  readonly time: number;
  /** User and system time of this process, client included. */
  readonly cpu: number;
}

export interface Compared {
  readonly ruled: Cost;
  readonly unruled: Cost;
  /** Ruled over unruled, the median of the rounds' own ratios: what slows the machine for a while slows both. */
  readonly ratio: Cost;
  /** Between which the middle half of the rounds' CPU ratios lies: how far to trust their median. */
  readonly half: readonly [number, number];
}

export interface Pair {
  readonly ruled: () => Promise<unknown>;
  readonly unruled: () => Promise<unknown>;
}

/** Both in turn, the one that goes first changing from round to round; `pages` asks make one side of a round. */
export async function compare(pair: Pair, warmUp: number, rounds: number, pages: number): Promise<Compared> {
  const samples: { readonly ruled: Cost; readonly unruled: Cost }[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const first = round % 2 === 0 ? await cost(pair.ruled, pages) : undefined;
    const unruled = await cost(pair.unruled, pages);
    const ruled = first ?? (await cost(pair.ruled, pages));
    if (round >= 0) samples.push({ ruled, unruled });
  }
  const middle = (of: (sample: (typeof samples)[number]) => number) => median(samples.map(of));
  const figures = (side: "ruled" | "unruled"): Cost => ({
    time: middle((sample) => sample[side].time),
    cpu: middle((sample) => sample[side].cpu),
  });
  const ratios = samples
    .map(({ ruled, unruled }) => ruled.cpu / unruled.cpu)
    .toSorted((one, other) => one - other);
  const middleRatio = median(ratios);
  return {
    ruled: figures("ruled"),
    unruled: figures("unruled"),
    ratio: {
      time: middle(({ ruled, unruled }) => ruled.time / unruled.time),
      cpu: middleRatio,
    },
    half: [
      median(ratios.filter((ratio) => ratio <= middleRatio)),
      median(ratios.filter((ratio) => ratio >= middleRatio)),
    ],
  };
}

/** What one ask costs, the mean of so many. */
export async function cost(ask: () => Promise<unknown>, times: number): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  for (let time = 0; time < times; time++) await ask();
  const elapsed = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { time: elapsed / times, cpu: (user + system) / 1_000 / times };
}
