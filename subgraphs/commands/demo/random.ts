/** Numbers that look random and are the same for the same seed on every machine. */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  /** True in `share` of the cases. */
  chance(share: number): boolean;
  pick<const Items extends readonly [unknown, ...unknown[]]>(items: Items): Items[number];
}

/** Mulberry32 (public domain, Tommy Ettinger), seeded by the FNV-1a hash of `seed`. Never for secrets. */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  }
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    int,
    chance: (share) => fraction() < share,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
  };
}

/**
 * The `serial`th of 10^`digits` numbers in an order without visible pattern, none of them twice: `step` must have no
 * factor in common with 10, and serial × step stay below 2^53.
 */
export function scattered(serial: number, step: number, digits: number): number {
  return (serial * step) % 10 ** digits;
}
