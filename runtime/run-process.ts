import { EnvironmentError } from "../schema/environment";
import { plainFault } from "./plain-fault";

type ErrorClass = abstract new (...parameters: never[]) => Error;

/** What a process is run with. */
export interface RunProcessOptions {
  /** Errors whose message is all that an operator needs, beside those of the environment and the machine. */
  readonly known?: readonly ErrorClass[];
  /** Exit code where the work could not be done; 1 unless given. */
  readonly failure?: number;
}

/**
 * Runs the main function of a process or command; the number that it answers is the exit code. An error that an operator
 * can put right is one plain line on standard error, and any other comes with its stack.
 */
export function runProcess(
  main: () => Promise<number | void>,
  { known = [], failure = 1 }: RunProcessOptions = {},
): void {
  void run(main, known, failure);
}

async function run(
  main: () => Promise<number | void>,
  known: readonly ErrorClass[],
  failure: number,
): Promise<void> {
  try {
    const code = await main();
    if (typeof code === "number") process.exitCode = code;
  } catch (error) {
    process.stderr.write(`${describeFailure(error, known)}\n`);
    process.exitCode = failure;
  }
}

/** What an operator reads of an error that ended a process. */
export function describeFailure(error: unknown, known: readonly ErrorClass[] = []): string {
  if (!(error instanceof Error)) return String(error);
  const isKnown = error instanceof EnvironmentError || known.some((each) => error instanceof each);
  return (isKnown ? error.message : plainFault(error)) ?? error.stack ?? error.message;
}
