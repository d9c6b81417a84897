import { setTimeout } from "node:timers/promises";
import type { Logger } from "../subgraph/definition";

/** Something that identity does by itself. */
export interface Chore {
  /** Milliseconds between two rounds that nobody asked for. */
  readonly every: number;
  /** Milliseconds between being woken and beginning; none unless given. */
  afterWaking?(): number;
  /** What one round does; whatever it leaves is the next one's. */
  run(): Promise<unknown>;
}

/** The chores of a process. Each runs one round at a time; a round that fails is logged and left to the next. */
export interface Chores<Name extends string> {
  start(): void;
  /** Has a chore run now, once more if it is running. */
  wake(name: Name): void;
  /** Begins nothing new, and fulfils when what runs has ended. */
  close(): Promise<void>;
}

/** Makes chores that run one at a time each, by their clock and when woken; the caller starts and closes them. */
export function createChores<Name extends string>(
  chores: Readonly<Record<Name, Chore>>,
  logger: Logger,
): Chores<Name> {
  const running = new Map<Name, { again: boolean; readonly ended: Promise<void> }>();
  const timers: NodeJS.Timeout[] = [];
  let isClosed = false;

  function wake(name: Name): void {
    const round = running.get(name);
    if (isClosed) return;
    if (round !== undefined) round.again = true;
    else running.set(name, { again: false, ended: work(name) });
  }

  async function work(name: Name): Promise<void> {
    await setTimeout(chores[name].afterWaking?.() ?? 0);
    const round = running.get(name);
    if (round !== undefined) round.again = false;
    let hasFailed = false;
    try {
      if (!isClosed) await chores[name].run();
    } catch (error) {
      hasFailed = true;
      logger.error({ err: error, chore: name }, "a chore failed; it is tried again later");
    }
    running.delete(name);
    if (round?.again === true && !hasFailed) wake(name);
  }

  return {
    start() {
      for (const name of Object.keys(chores) as Name[]) {
        timers.push(setInterval(() => wake(name), chores[name].every).unref());
        wake(name);
      }
    },
    wake,
    async close() {
      isClosed = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
