const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 3_600_000;

/** Attempts at most: over some 19 hours, so that a carrier's bad night loses nothing. */
export const MOST_ATTEMPTS = 30;

/** How long one attempt may take, in milliseconds. */
export const ATTEMPT_TIMEOUT = 10_000;

/**
 * How long a claimed message is its claimer's alone, in milliseconds: longer than an attempt and the note of its outcome
 * take. When the claimer dies, another may claim the message after that time.
 */
export const LEASE = 15_000;

/**
 * Milliseconds from a failed attempt to the next: doubled each time, an hour at most, and a fifth up or down at random, so
 * that what failed together does not come back together.
 * @param attempts attempts made, at least 1 @param random from 0 to 1
 */
export function pauseAfter(attempts: number, random: number): number {
  const pause = Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
  return Math.round(pause * (0.8 + 0.4 * random));
}
