import { setTimeout as pause } from "node:timers/promises";
import type { GraphQLAnswer } from "./persona";

/** One answer under load, or why there was none. Times in milliseconds of `performance.now()`. */
export interface Sample {
  readonly begun: number;
  readonly ended: number;
  readonly answer: GraphQLAnswer | undefined;
  readonly error: unknown;
}

export interface Load {
  readonly samples: readonly Sample[];
  /** Lets the requests under way end. */
  stop(): Promise<void>;
}

/** Asks again and again with so many clients at once, each with a short rest between its requests, until stopped. */
export function load(clients: number, ask: () => Promise<GraphQLAnswer>): Load {
  const samples: Sample[] = [];
  const state = { isRunning: true };
  const client = async (): Promise<void> => {
    while (state.isRunning) {
      const begun = performance.now();
      try {
        const answer = await ask();
        samples.push({ begun, ended: performance.now(), answer, error: undefined });
      } catch (error) {
        samples.push({ begun, ended: performance.now(), answer: undefined, error });
      }
      await pause(20);
    }
  };
  const working = Array.from({ length: clients }, client);
  return {
    samples,
    async stop() {
      state.isRunning = false;
      await Promise.all(working);
    },
  };
}

/** The longest that a request took, in milliseconds. */
export function longest(samples: readonly Sample[]): number {
  return Math.round(Math.max(0, ...samples.map(({ begun, ended }) => ended - begun)));
}

/** What a drill measured, for whoever reads the test's output. */
export function report(line: string): void {
  process.stdout.write(`  ${line}\n`);
}
