import { randomBytes } from "node:crypto";
import type { Channel, Message } from "../../../subgraphs/shared/work/delivery/message";
import { queueMessages } from "../../../subgraphs/shared/work/delivery/queue-messages";
import { createRelay, type Relay } from "../../../subgraphs/shared/work/delivery/relay";
import type { OutgoingMessage, Sender } from "../../../subgraphs/shared/work/delivery/sender";
import { registrationCode } from "../../../subgraphs/identity/messages/texts/registration-code";
import { identity } from "../../../subgraphs/identity/subgraph";
import { openDatabase, type Database, type DatabaseLocation } from "../../../subgraphs/shared/database";
import { until } from "../../kit/processes";

export const WEBHOOK_SECRET = `whsec_${randomBytes(32).toString("base64")}`;
export const HOUR = 3_600_000;

/** A code on its way; the recipient tells one message of a test from another. */
export function message(channel: Channel, to: string, more: Partial<Message> = {}): Message {
  return { channel, to, language: "it", texts: registrationCode("482913", 10), ...more };
}

export interface Row {
  readonly recipient: string;
  readonly text: string;
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly sentAt: number | null;
  readonly givenUpAt: number | null;
  readonly lastError: string | null;
}

/** Identity's outbox without identity: any number of relays, on a clock that runs and can be put forward. */
export class Outbox {
  /** Milliseconds that its clock is ahead. */
  ahead = 0;
  readonly log: object[] = [];
  readonly #relays: Relay[] = [];

  private constructor(readonly database: Database) {}

  static async open(location: DatabaseLocation): Promise<Outbox> {
    const { entities, migrations } = identity;
    return new Outbox(await openDatabase({ subgraph: "identity", location, entities, migrations }));
  }

  readonly now = (): number => Date.now() + this.ahead;

  readonly logger = {
    info: () => undefined,
    warn: (details: object, text: string) => void this.log.push({ ...details, text }),
    error: (details: object, text: string) => void this.log.push({ ...details, text }),
  };

  /** A running relay with these senders; a channel without one fails the test when it is used. */
  relay(senders: Partial<Record<Channel, Sender>>): Relay {
    const nobody: Sender = { send: () => Promise.reject(new Error("nothing should be sent here")) };
    const relay = createRelay({
      database: this.database,
      senders: { sms: nobody, email: nobody, ...senders },
      now: this.now,
      logger: this.logger,
    });
    this.#relays.push(relay);
    relay.start();
    return relay;
  }

  async queue(...messages: readonly Message[]): Promise<void> {
    await this.database.write((transaction) => queueMessages(transaction, messages, this.now()));
  }

  async rowOf(recipient: string): Promise<Row> {
    const row = await this.database.read.row<Row>(
      "SELECT `recipient`, `text`, `attempts`, `next_attempt_at` AS `nextAttemptAt`, `sent_at` AS `sentAt`," +
        " `given_up_at` AS `givenUpAt`, `last_error` AS `lastError` FROM `outbox_message` WHERE `recipient` = ?",
      [recipient],
    );
    if (row === null) throw new Error(`There is no message to ${recipient}`);
    return row;
  }

  /** Waits until the message's row is so. */
  async untilRow(recipient: string, isSo: (row: Row) => boolean): Promise<Row> {
    await until(`the row of ${recipient} is so`, async () => isSo(await this.rowOf(recipient)), 20_000);
    return await this.rowOf(recipient);
  }

  /** Puts the clock forward to the message's next attempt. */
  async skipToNextAttempt(recipient: string): Promise<void> {
    const { nextAttemptAt } = await this.rowOf(recipient);
    this.ahead += Math.max(0, (nextAttemptAt ?? 0) - this.now());
  }

  async close(): Promise<void> {
    await Promise.all(this.#relays.map((relay) => relay.close()));
    await this.database.close();
  }
}

/** A sender that notes what it is given and does with it what the test says; it takes everything unless told otherwise. */
export class RecordingSender implements Sender {
  readonly given: OutgoingMessage[] = [];

  constructor(private readonly work: (message: OutgoingMessage) => Promise<void> = () => Promise.resolve()) {}

  async send(given: OutgoingMessage): Promise<void> {
    this.given.push(given);
    await this.work(given);
  }

  /** How often each recipient was written to. */
  get counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { to } of this.given) counts.set(to, (counts.get(to) ?? 0) + 1);
    return counts;
  }
}
