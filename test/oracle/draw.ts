import fc from "fast-check";

/** Random choices, all of them fast-check's, so that a seed repeats them. */
export interface Draw {
  /** 0 to `below` - 1. */
  number(below: number): number;
  chance(percent: number): boolean;
  one<T>(from: readonly T[]): T;
  some<T>(from: readonly T[], percent?: number): T[];
}

/** fast-check prefers small and extreme numbers, which would make every rare choice a common one. */
const fair = (max: number) => fc.noBias(fc.nat({ max }));

/** What is made by drawing, as an arbitrary. */
export function drawn<T>(make: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.gen().map((generate) => {
    const number = (below: number) => generate(fair, Math.max(below - 1, 0));
    const chance = (percent: number) => number(100) < percent;
    return make({
      number,
      chance,
      one: (from) => from[number(from.length)]!,
      some: (from, percent = 50) => from.filter(() => chance(percent)),
    });
  });
}
