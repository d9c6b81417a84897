import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Message } from "../../../subgraphs/shared/work/delivery/message";
import { queueMessages } from "../../../subgraphs/shared/work/delivery/queue-messages";
import { registrationCode } from "../../../subgraphs/identity/messages/texts/registration-code";
import { awaitMessage, codeIn, settledMessages } from "../../kit/outbox";
import { eachWorld } from "../../kit/world";

const SMS: Message = {
  channel: "sms",
  to: "+393351234567",
  language: "en",
  texts: registrationCode("482913", 10),
};
const EMAIL: Message = {
  channel: "email",
  to: "elena@aurora.example",
  language: "it",
  texts: registrationCode("604427", 10),
};

eachWorld("messages of the embedded system", (world) => {
  const identity = () => world.system.subgraphs.databaseOf("identity");
  const queue = (messages: readonly Message[]) =>
    identity().write((transaction) => queueMessages(transaction, messages, world.clock.now));

  it("become files that a person can read, each with its one code, in the language asked for", async () => {
    await queue([SMS, EMAIL]);
    const sms = await awaitMessage(world, SMS);
    const email = await awaitMessage(world, EMAIL);
    expect(sms).toEqual({
      file: expect.stringMatching(/^20260615T100000\.000Z-sms-[0-9a-f-]{36}\.json$/),
      channel: "sms",
      to: "+393351234567",
      ...registrationCode("482913", 10).en,
    });
    expect(email).toEqual({
      file: expect.stringMatching(/^20260615T100000\.000Z-email-[0-9a-f-]{36}\.json$/),
      channel: "email",
      to: "elena@aurora.example",
      ...registrationCode("604427", 10).it,
    });
    expect([codeIn(sms), codeIn(email)]).toEqual(["482913", "604427"]);
  });

  it("are readable by their owner alone", async () => {
    await queue([SMS]);
    const { file } = await awaitMessage(world, SMS);
    const modes = await Promise.all([world.outbox, join(world.outbox, file)].map((path) => stat(path)));
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(["700", "600"]);
  });

  it("leave no text behind in the database, and no half-written file", async () => {
    await queue([SMS, EMAIL]);
    await settledMessages(world);
    const rows = await identity().read.rows(
      "SELECT DISTINCT `text`, `sent_at` AS `sentAt`, `attempts`, `last_error` AS `error` FROM `outbox_message`",
    );
    expect(rows).toEqual([{ text: "", sentAt: world.clock.now, attempts: 1, error: null }]);
    expect((await readdir(world.outbox)).filter((name) => !name.endsWith(".json"))).toEqual([]);
  });

  it("do not exist when the transaction that decided on them failed", async () => {
    const before = await settledMessages(world);
    const undone = identity().write(async (transaction) => {
      await queueMessages(transaction, [SMS], world.clock.now);
      throw new Error("something else went wrong");
    });
    await expect(undone).rejects.toThrow("something else went wrong");
    await queue([EMAIL]);
    const known = new Set(before.map(({ file }) => file));
    const since = (await settledMessages(world)).filter(({ file }) => !known.has(file));
    expect(since.map(({ to }) => to)).toEqual([EMAIL.to]);
  });

  it("are not sent late: an expired one is given up, and says so in its row", async () => {
    const before = await settledMessages(world);
    await queue([{ ...SMS, expiresAt: world.clock.now }]);
    expect(await settledMessages(world)).toEqual(before);
    expect(
      await identity().read.rows(
        "SELECT `text`, `given_up_at` AS `givenUpAt`, `last_error` AS `error` FROM `outbox_message` WHERE `sent_at` IS NULL",
      ),
    ).toEqual([{ text: "", givenUpAt: world.clock.now, error: "expired before it could be sent" }]);
  });
});
