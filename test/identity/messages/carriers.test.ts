import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { Webhook } from "standardwebhooks";
import { createSenders } from "../../../subgraphs/shared/work/delivery/delivery-settings";
import { DeliveryFailed, type OutgoingMessage } from "../../../subgraphs/shared/work/delivery/sender";
import { smtpSender } from "../../../subgraphs/shared/work/delivery/smtp-sender";
import { registrationCode } from "../../../subgraphs/identity/messages/texts/registration-code";
import { eachDatabase } from "../../kit/databases";
import { until } from "../../kit/processes";
import { startMailCarrier, startSmsCarrier, type MailCarrier, type SmsCarrier } from "./carriers";
import { message, Outbox, WEBHOOK_SECRET } from "./kit";

const TEXT = registrationCode("482913", 10).it;

eachDatabase("messages that carriers take", (databases) => {
  let outbox: Outbox;
  let mail: MailCarrier;
  let sms: SmsCarrier;
  const senders = () =>
    createSenders(
      {
        outbox: "unused",
        smtp: { url: mail.url, from: "Area Clienti <noreply@operator.example>" },
        smsWebhook: { url: sms.url, secret: WEBHOOK_SECRET },
        filesAreMeant: false,
      },
      outbox,
    );
  beforeAll(async () => {
    outbox = await Outbox.open(await databases.location());
    [mail, sms] = await Promise.all([startMailCarrier(), startSmsCarrier()]);
    outbox.relay(senders());
  });
  beforeEach(() => {
    mail.reply = () => null;
    sms.reply = () => 204;
    outbox.log.length = 0;
  });
  afterAll(async () => {
    await outbox.close();
    await Promise.all([mail.close(), sms.close()]);
  });
  const mailsTo = (to: string) => mail.mails.filter((each) => each.to.includes(to));
  const callsTo = (to: string) => sms.calls.filter(({ body }) => JSON.parse(body).data.to === to);

  it("reach a mailbox by SMTP, with a Message-ID of their own", async () => {
    await outbox.queue(message("email", "elena@aurora.example"));
    await outbox.untilRow("elena@aurora.example", ({ sentAt }) => sentAt !== null);
    const [{ from, headers, text, to } = fail("no mail")] = mailsTo("elena@aurora.example");
    expect({ from, to, text }).toEqual({
      from: "noreply@operator.example",
      to: ["elena@aurora.example"],
      text: TEXT.text,
    });
    expect(headers).toMatchObject({
      from: "Area Clienti <noreply@operator.example>",
      to: "elena@aurora.example",
      subject: TEXT.subject,
      "message-id": expect.stringMatching(/^<[0-9a-f-]{36}@operator\.example>$/),
      "auto-submitted": "auto-generated",
    });
  });

  it("reach one mailbox only, whatever the address looks like", async () => {
    const address = "elena@aurora.example, everybody@aurora.example";
    await outbox.queue(message("email", address));
    await outbox.untilRow(address, ({ attempts, nextAttemptAt }) => attempts === 1 && nextAttemptAt === null);
    expect(mailsTo("everybody@aurora.example")).toEqual([]);
  });

  it("reach the SMS carrier signed, so that nobody else can send in our name", async () => {
    await outbox.queue(message("sms", "+393351234567"));
    await outbox.untilRow("+393351234567", ({ sentAt }) => sentAt !== null);
    const [{ headers, body } = fail("no call")] = callsTo("+393351234567");
    const given = headers as Record<string, string>;
    expect(new Webhook(WEBHOOK_SECRET).verify(body, given)).toEqual({
      type: "sms.queued",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      data: { to: "+393351234567", text: TEXT.text },
    });
    const tampered = body.replace("482913", "000000");
    expect(() => new Webhook(WEBHOOK_SECRET).verify(tampered, given)).toThrow("No matching signature");
  });

  it("are tried again after a mailbox's passing refusal, under the same Message-ID", async () => {
    const refused: string[] = [];
    mail.reply = (recipient) => (refused.push(recipient) === 1 ? { code: 451 } : null);
    await outbox.queue(message("email", "grey@aurora.example"));
    const row = await outbox.untilRow("grey@aurora.example", ({ lastError }) => lastError !== null);
    expect(row).toMatchObject({ attempts: 1, lastError: "SMTP RCPT TO 451", sentAt: null });
    await outbox.skipToNextAttempt("grey@aurora.example");
    await outbox.untilRow("grey@aurora.example", ({ sentAt }) => sentAt !== null);
    expect(mailsTo("grey@aurora.example")).toHaveLength(1);
    expect(outbox.log).toEqual([]);
  });

  it("are given up when the mailbox does not exist, with a log line that names no address", async () => {
    mail.reply = () => ({ code: 550 });
    await outbox.queue(message("email", "nobody@aurora.example"));
    const row = await outbox.untilRow("nobody@aurora.example", ({ givenUpAt }) => givenUpAt !== null);
    expect(row).toMatchObject({ attempts: 1, text: "", nextAttemptAt: null, lastError: "SMTP RCPT TO 550" });
    expect(outbox.log).toEqual([
      {
        text: "a message was given up",
        messageId: expect.any(String),
        channel: "email",
        attempts: 1,
        reason: "SMTP RCPT TO 550",
      },
    ]);
    expect(JSON.stringify(outbox.log)).not.toContain("nobody");
  });

  it.each([500, 503, 408, 429, 302])(
    "are tried again after HTTP %i, under the same webhook-id",
    async (status) => {
      const to = `+3933500000${status}`;
      sms.reply = () => (callsTo(to).length === 1 ? status : 200);
      await outbox.queue(message("sms", to));
      const row = await outbox.untilRow(to, ({ lastError }) => lastError !== null);
      expect(row).toMatchObject({ attempts: 1, lastError: `HTTP ${status}`, givenUpAt: null });
      await outbox.skipToNextAttempt(to);
      await outbox.untilRow(to, ({ sentAt }) => sentAt !== null);
      const [first, second, ...more] = callsTo(to).map(({ headers }) => headers["webhook-id"]);
      expect([second, more]).toEqual([first, []]);
    },
  );

  it.each([400, 401, 404, 410, 422])("are given up after HTTP %i", async (status) => {
    const to = `+3933600000${status}`;
    sms.reply = () => status;
    await outbox.queue(message("sms", to));
    const row = await outbox.untilRow(to, ({ givenUpAt }) => givenUpAt !== null);
    expect(row).toMatchObject({ attempts: 1, lastError: `HTTP ${status}`, text: "" });
    expect(callsTo(to)).toHaveLength(1);
  });

  it("are not lost on a carrier that is down, and go out once it is back", async () => {
    const url = new URL(mail.url);
    await mail.close();
    await outbox.queue(message("email", "patient@aurora.example"));
    const row = await outbox.untilRow("patient@aurora.example", ({ lastError }) => lastError !== null);
    expect(row.lastError).toMatch(/^SMTP .*(ECONNREFUSED|ESOCKET)$/);
    mail = await startMailCarrier(Number(url.port));
    await outbox.skipToNextAttempt("patient@aurora.example");
    await outbox.untilRow("patient@aurora.example", ({ sentAt }) => sentAt !== null);
    expect(mailsTo("patient@aurora.example")).toHaveLength(1);
  });

  it("do not wait for ever on a carrier that takes the call and never answers", async () => {
    const to = "+390110000000";
    sms.reply = () => new Promise(() => undefined);
    const attempt = new AbortController();
    const outgoing: OutgoingMessage = { id: "id", channel: "sms", to, createdAt: 0, ...TEXT };
    const sending = senders().sms.send(outgoing, attempt.signal);
    await until("the call has come", () => callsTo(to).length === 1);
    attempt.abort(new DOMException("too long", "TimeoutError"));
    await expect(sending).rejects.toEqual(new DeliveryFailed("HTTP TimeoutError"));
  });

  it("do not wait for ever on a mail server that takes the call and never speaks", async () => {
    const called: Socket[] = [];
    const mute = createServer((socket) => void called.push(socket)).listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as AddressInfo;
    const attempt = new AbortController();
    const sender = smtpSender({ url: `smtp://127.0.0.1:${port}`, from: "noreply@operator.example" });
    const outgoing: OutgoingMessage = {
      id: "id",
      channel: "email",
      to: "a@b.example",
      createdAt: 0,
      ...TEXT,
    };
    const sending = sender.send(outgoing, attempt.signal);
    await until("the call has come", () => called.length === 1);
    attempt.abort(new DOMException("too long", "TimeoutError"));
    await expect(sending).rejects.toEqual(new DeliveryFailed("SMTP EABORT"));
    await once(mute.close(), "close");
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}
