import type { Database } from "../../database";
import type { Logger } from "../../subgraph/definition";
import type { Channel } from "./message";
import {
  claimMessages,
  dueMessages,
  noteFailed,
  noteGivenUp,
  noteSent,
  staleness,
  type ClaimedMessage,
} from "./outbox.repository";
import { ATTEMPT_TIMEOUT, MOST_ATTEMPTS, pauseAfter } from "./retry-schedule";
import { DeliveryFailed, DeliveryRefused, type Sender } from "./sender";

/** Attempts of one process under way at a time on one channel. */
const MOST_AT_ONCE = 10;

/** What a lane delivers, and by which sender. */
export interface LaneOptions {
  readonly channel: Channel;
  readonly sender: Sender;
  readonly database: Database;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** The messages of one channel on their way. Channels do not wait for each other: a mail server that stalls delays no SMS. */
export class Lane {
  readonly #attempts = new Set<Promise<void>>();
  #looking: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #failing = false;

  constructor(private readonly options: LaneOptions) {}

  /** Looks for due messages, again if it is looking just now. Never rejects: what fails is tried at the next look. */
  look(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#looking ??= this.#lookAgain().finally(() => {
      this.#looking = undefined;
      if (this.#again) this.look();
    });
  }

  /** Takes nothing new, and fulfils when the attempts under way have ended and been noted. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#looking;
    await Promise.all(this.#attempts);
  }

  async #lookAgain(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        await this.#takeDue();
        this.#failing = false;
      } catch (error) {
        // Once per outage of the database, not at every look.
        if (!this.#failing) this.options.logger.warn({ err: error }, "the outbox cannot be read");
        this.#failing = true;
      }
    }
  }

  async #takeDue(): Promise<void> {
    const { database, channel, now } = this.options;
    for (;;) {
      const room = MOST_AT_ONCE - this.#attempts.size;
      const due = room === 0 ? [] : await dueMessages(database.read, channel, room, now());
      if (due.length === 0 || this.#closed) return;
      for (const message of await claimMessages(database, due, now())) this.#begin(message);
    }
  }

  #begin(message: ClaimedMessage): void {
    const attempt = this.#attempt(message)
      .catch((error: unknown) => {
        // The lease ends by itself, and the message is tried again.
        this.options.logger.warn({ err: error, messageId: message.id }, "an attempt could not be noted");
      })
      .finally(() => {
        this.#attempts.delete(attempt);
        this.look();
      });
    this.#attempts.add(attempt);
  }

  async #attempt(message: ClaimedMessage): Promise<void> {
    const { sender, database, now } = this.options;
    const stale = staleness(message, now());
    if (stale !== null) return await this.#giveUp(message, stale);
    try {
      await sender.send(message, AbortSignal.timeout(ATTEMPT_TIMEOUT));
    } catch (error) {
      return await this.#failed(message, error);
    }
    await noteSent(database, message, now());
  }

  async #failed(message: ClaimedMessage, error: unknown): Promise<void> {
    const { database, logger, channel, now } = this.options;
    const { id: messageId, attempts } = message;
    const reason = reasonOf(error);
    if (error instanceof DeliveryRefused || attempts >= MOST_ATTEMPTS) {
      return await this.#giveUp(message, reason);
    }
    logger.info({ messageId, channel, attempts, reason }, "a message will be tried again");
    await noteFailed(database, message, reason, now() + pauseAfter(attempts, Math.random()));
  }

  async #giveUp(message: ClaimedMessage, reason: string): Promise<void> {
    const { database, logger, channel, now } = this.options;
    const { id: messageId, attempts } = message;
    logger.error({ messageId, channel, attempts, reason }, "a message was given up");
    await noteGivenUp(database, message, reason, now());
  }
}

/** Short, and of nobody's address: a driver's own message may quote it, its code does not. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryFailed) return error.message;
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "the attempt failed";
}
