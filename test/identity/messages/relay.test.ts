import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { claimMessages, dueMessages } from "../../../subgraphs/shared/work/delivery/outbox.repository";
import { LEASE, MOST_ATTEMPTS, pauseAfter } from "../../../subgraphs/shared/work/delivery/retry-schedule";
import { DeliveryFailed } from "../../../subgraphs/shared/work/delivery/sender";
import { OutboxMessageEntity } from "../../../subgraphs/shared/work/delivery/outbox-message.entity";
import type { DatabaseLocation } from "../../../subgraphs/shared/database";
import { eachDatabase } from "../../kit/databases";
import { until } from "../../kit/processes";
import { told } from "../../kit/told";
import { HOUR, message, Outbox, RecordingSender } from "./kit";

/** What a test opens to let go what it held. */
class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

eachDatabase("the relay", (databases) => {
  let place: DatabaseLocation;
  let outbox: Outbox;
  beforeAll(async () => {
    place = await databases.location();
  });
  beforeEach(async () => {
    outbox = await Outbox.open(place);
    await outbox.database.write((transaction) => transaction.execute("DELETE FROM `outbox_message`"));
  });
  const gates: Gate[] = [];
  const gate = (): Gate => {
    const made = new Gate();
    gates.push(made);
    return made;
  };
  afterEach(async () => {
    // Also those of a test that failed: a relay closes when its attempts have ended.
    for (const each of gates.splice(0)) each.open();
    await outbox.close();
  });

  it("sends what was committed before its process died, once another starts", async () => {
    await outbox.queue(message("sms", "one"), message("sms", "two"));
    const sms = new RecordingSender();
    outbox.relay({ sms });
    await outbox.untilRow("two", ({ sentAt }) => sentAt !== null);
    await outbox.untilRow("one", ({ sentAt }) => sentAt !== null);
    expect(sms.counts).toEqual(
      new Map([
        ["one", 1],
        ["two", 1],
      ]),
    );
  });

  it("finds by itself what nobody woke it for", async () => {
    const sms = new RecordingSender();
    outbox.relay({ sms });
    await outbox.queue(message("sms", "one"));
    await outbox.untilRow("one", ({ sentAt }) => sentAt !== null);
    expect(sms.given).toHaveLength(1);
  });

  it("takes up what a process had claimed when it died, after the lease and not before", async () => {
    await outbox.queue(message("sms", "claimed"));
    const due = await dueMessages(outbox.database.read, "sms", 1, outbox.now());
    expect(await claimMessages(outbox.database, due, outbox.now())).toHaveLength(1);

    const sms = new RecordingSender();
    const relay = outbox.relay({ sms });
    outbox.ahead += LEASE - 5_000;
    await outbox.queue(message("sms", "later"));
    await outbox.untilRow("later", ({ sentAt }) => sentAt !== null);
    expect(sms.counts).toEqual(new Map([["later", 1]]));

    outbox.ahead += 5_000;
    relay.wake();
    const row = await outbox.untilRow("claimed", ({ sentAt }) => sentAt !== null);
    expect(row.attempts).toBe(2);
    expect(sms.counts).toEqual(
      new Map([
        ["later", 1],
        ["claimed", 1],
      ]),
    );
  });

  it("lets a process that had lost its lease neither put back nor give up what another has claimed", async () => {
    const [late, slow] = [gate(), gate()];
    const first = new RecordingSender(async () => {
      await late.opened;
      throw new Error("too late");
    });
    const one = outbox.relay({ sms: first });
    await outbox.queue(message("sms", "claimed"));
    await until("it is claimed", () => first.given.length === 1);
    const second = new RecordingSender(() => slow.opened);
    outbox.ahead += LEASE;
    outbox.relay({ sms: second });
    await until("it is claimed again", () => second.given.length === 1);
    const claimed = await outbox.rowOf("claimed");
    late.open();
    await one.close();
    expect(await outbox.rowOf("claimed")).toEqual(claimed);
    slow.open();
    await outbox.untilRow("claimed", ({ sentAt }) => sentAt !== null);
  });

  it("gives a message up after its last attempt, and says so in the row and at error level", async () => {
    const sms = new RecordingSender(() => Promise.reject(new DeliveryFailed(`failure ${sms.given.length}`)));
    const relay = outbox.relay({ sms });
    await outbox.queue(message("sms", "hopeless"));
    for (let made = 0; made < MOST_ATTEMPTS - 1;) {
      await until("another attempt is made", () => sms.given.length > made);
      made = sms.given.length;
      await outbox.untilRow("hopeless", ({ lastError }) => lastError === `failure ${sms.given.length}`);
      await outbox.skipToNextAttempt("hopeless");
      relay.wake();
    }
    const row = await outbox.untilRow("hopeless", ({ givenUpAt }) => givenUpAt !== null);
    expect(row).toMatchObject({ attempts: MOST_ATTEMPTS, nextAttemptAt: null, sentAt: null, text: "" });
    expect(sms.given).toHaveLength(MOST_ATTEMPTS);
    expect(outbox.log).toEqual([
      {
        text: "a message was given up",
        messageId: sms.given[0]?.id,
        channel: "sms",
        attempts: MOST_ATTEMPTS,
        reason: `failure ${MOST_ATTEMPTS}`,
      },
    ]);
  });

  it("gives up what brought down its process at every attempt", async () => {
    await outbox.queue(message("sms", "poison"));
    await outbox.database.write((transaction) =>
      transaction.execute("UPDATE `outbox_message` SET `attempts` = ?", [MOST_ATTEMPTS]),
    );
    outbox.relay({});
    const row = await outbox.untilRow("poison", ({ givenUpAt }) => givenUpAt !== null);
    expect(row).toMatchObject({ lastError: "no attempt came to an end", text: "" });
  });

  it("holds up neither the other channel nor the database while a carrier stalls", async () => {
    const stalled = gate();
    const email = new RecordingSender(() => stalled.opened);
    const sms = new RecordingSender();
    outbox.relay({ email, sms });
    await outbox.queue(...Array.from({ length: 30 }, (_, index) => message("email", `mail-${index}`)));
    await until("as many are under way as may be", () => email.given.length === 10);
    await outbox.queue(message("sms", "urgent"));
    await outbox.untilRow("urgent", ({ sentAt }) => sentAt !== null);
    expect(email.given).toHaveLength(10);
    stalled.open();
    await outbox.untilRow("mail-29", ({ sentAt }) => sentAt !== null);
    await until("all are sent", () => email.counts.size === 30);
    expect(email.given).toHaveLength(30);
  });

  it("ends what it has begun when it is closed, notes it, and takes nothing new", async () => {
    const held = gate();
    const sms = new RecordingSender(() => held.opened);
    const relay = outbox.relay({ sms });
    await outbox.queue(...Array.from({ length: 15 }, (_, index) => message("sms", `sms-${index}`)));
    await until("as many are under way as may be", () => sms.given.length === 10);
    const closed = relay.close();
    relay.wake();
    held.open();
    await closed;
    const [counts] = await outbox.database.read.rows(
      "SELECT COUNT(`sent_at`) AS `sent`, COUNT(`next_attempt_at`) AS `waiting` FROM `outbox_message`",
    );
    expect([counts, sms.given.length]).toEqual([{ sent: 10, waiting: 5 }, 10]);
  });

  it("forgets what was settled thirty days ago, and nothing that waits", async () => {
    const sms = new RecordingSender();
    const relay = outbox.relay({ sms });
    await outbox.queue(message("sms", "old"));
    await outbox.untilRow("old", ({ sentAt }) => sentAt !== null);
    await relay.close();
    await outbox.queue(message("email", "waiting"));
    outbox.ahead += 30 * 24 * HOUR + 1_000;
    await outbox.queue(message("sms", "new"));
    const sweeping = outbox.relay({
      sms,
      email: new RecordingSender(() => Promise.reject(new Error("not yet"))),
    });
    await outbox.untilRow("new", ({ sentAt }) => sentAt !== null);
    await sweeping.close();
    const rows = await outbox.database.read.rows(
      "SELECT `recipient` FROM `outbox_message` ORDER BY `recipient`",
    );
    expect(rows).toEqual([{ recipient: "new" }, { recipient: "waiting" }]);
  });

  it("shares the work with others on the same database, each message sent once", async () => {
    const outboxes = await Promise.all([Outbox.open(place), Outbox.open(place), Outbox.open(place)]);
    const senders = outboxes.map((each) => {
      const sender = new RecordingSender(() => pause(Math.random() * 4));
      each.relay({ sms: sender, email: sender });
      return sender;
    });
    const [one, two] = outboxes;
    const names = Array.from({ length: 150 }, (_, index) => `m-${index}`);
    await Promise.all(
      names.map((name, index) =>
        (index % 2 === 0 ? one : two).queue(message(index % 3 === 0 ? "email" : "sms", name)),
      ),
    );
    const waiting = "SELECT `id` FROM `outbox_message` WHERE `next_attempt_at` IS NOT NULL LIMIT 1";
    await until("nothing waits", async () => (await one.database.read.row(waiting)) === null);
    await Promise.all(outboxes.map((each) => each.close()));
    const sent = senders.flatMap(({ given }) => given.map(({ to }) => to));
    expect(sent.toSorted()).toEqual(names.toSorted());
    expect(senders.filter(({ given }) => given.length > 0).length).toBeGreaterThan(1);
    expect(outboxes.flatMap(({ log }) => log)).toEqual([]);
  });

  it("says once that it cannot read the outbox, however often it looks", async () => {
    const relay = outbox.relay({});
    await outbox.database.close();
    await until("it says so", () => {
      relay.wake();
      return outbox.log.length >= 2;
    });
    await relay.close();
    expect(outbox.log.map((line) => (line as { text: string }).text)).toEqual([
      "the outbox cannot be read",
      "the outbox cannot be read",
    ]);
  });

  const ROW = {
    id: "row",
    channel: "sms",
    recipient: "+393351234567",
    subject: "s",
    text: "your code is 482913",
    createdAt: 1,
    expiresAt: null,
    nextAttemptAt: 1,
    attempts: 0,
    sentAt: null,
    givenUpAt: null,
    lastError: null,
  } as const;

  it.each<[string, Partial<OutboxMessageEntity>, string]>([
    ["a message that waits", {}, "taken"],
    ["a sent one, blank", { nextAttemptAt: null, sentAt: 2, text: "" }, "taken"],
    ["one given up, blank", { nextAttemptAt: null, givenUpAt: 2, text: "" }, "taken"],
    ["a sent one that still tells its code", { nextAttemptAt: null, sentAt: 2 }, "outbox_message_blanked"],
    [
      "one given up that still tells its code",
      { nextAttemptAt: null, givenUpAt: 2 },
      "outbox_message_blanked",
    ],
    ["one that neither waits nor is settled", { nextAttemptAt: null, text: "" }, "outbox_message_state"],
    ["one that waits and is sent", { sentAt: 2 }, "outbox_message_state"],
    [
      "one both sent and given up",
      { nextAttemptAt: null, sentAt: 2, givenUpAt: 2, text: "" },
      "outbox_message_state",
    ],
    ["one by pigeon", { channel: "pigeon" as never }, "outbox_message_channel"],
  ])("its table answers to %s", async (_what, changes, answer) => {
    expect(await told(outbox.database, OutboxMessageEntity, { ...ROW, ...changes })).toBe(answer);
  });
});

describe("the pause between attempts", () => {
  it("doubles from two seconds to an hour, a fifth up or down", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const base = Math.min(2_000 * 2 ** (attempts - 1), HOUR);
          const actual = pauseAfter(attempts, random);
          expect(actual).toBeGreaterThanOrEqual(Math.round(base * 0.8));
          expect(actual).toBeLessThanOrEqual(Math.round(base * 1.2));
        },
      ),
    );
  });

  it("spreads all attempts over most of a day", () => {
    const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => pauseAfter(index + 1, 0.5));
    const hours = pauses.reduce((sum, each) => sum + each, 0) / HOUR;
    expect(hours).toBeCloseTo(19.1, 1);
  });
});
