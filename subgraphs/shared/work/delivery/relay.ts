import type { Database } from "../../database";
import type { Logger } from "../../subgraph/definition";
import { CHANNELS, type Channel } from "./message";
import { Lane } from "./lane";
import { removeSettled } from "./outbox.repository";
import type { Sender } from "./sender";

/** Milliseconds between two looks that nobody asked for: what another process queued, or a crash left, waits no longer. */
const LOOK_EVERY = 500;
const TIDY_EVERY = 3_600_000;
/** Milliseconds for which it can be told that a message was sent. */
const KEPT = 30 * 24 * 3_600_000;

/** Sends what stands in the outbox (docs/messages.md). */
export interface Relay {
  start(): void;
  /** Looks at once; for after a commit that queued messages. */
  wake(): void;
  /** Takes nothing new, and fulfils when the attempts under way have ended. */
  close(): Promise<void>;
}

/** Of a process that sends nothing: its messages wait for one that does. */
export const NO_RELAY: Relay = {
  start: () => undefined,
  wake: () => undefined,
  close: () => Promise.resolve(),
};

/** What a relay sends by, and from where. */
export interface RelayOptions {
  readonly database: Database;
  readonly senders: Readonly<Record<Channel, Sender>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** A relay for this process; any number of processes may run one on the same database. */
export function createRelay({ database, senders, now, logger }: RelayOptions): Relay {
  const lanes = CHANNELS.map(
    (channel) => new Lane({ channel, sender: senders[channel], database, now, logger }),
  );
  const timers: NodeJS.Timeout[] = [];
  let tidying = Promise.resolve();

  const wake = (): void => {
    for (const lane of lanes) lane.look();
  };
  const tidy = (): void => {
    tidying = removeSettled(database, now() - KEPT).catch((error: unknown) => {
      logger.warn({ err: error }, "old messages could not be removed");
    });
  };
  return {
    start() {
      timers.push(setInterval(wake, LOOK_EVERY).unref(), setInterval(tidy, TIDY_EVERY).unref());
      tidy();
      wake();
    },
    wake,
    async close() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([tidying, ...lanes.map((lane) => lane.close())]);
    },
  };
}
