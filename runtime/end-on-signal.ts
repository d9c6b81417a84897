import { constants } from "node:os";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** What is told of an end that goes wrong. */
export interface EndLogger {
  error(details: object, message: string): void;
}

/**
 * Ends the process as operators expect it: the first SIGTERM or SIGINT lets it finish what it has begun and end with
 * exit code 0 (1 when that failed), a second one ends it at once, with the code that shells give a process ended so.
 * @param stop takes nothing new and resolves when all is answered and closed; it bounds its own time
 */
export function endOnSignal(stop: () => Promise<void>, logger: EndLogger): void {
  let isEnding = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (isEnding) process.exit(128 + constants.signals[signal]);
      isEnding = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, "did not stop cleanly");
          process.exit(1);
        },
      );
    });
  }
}
