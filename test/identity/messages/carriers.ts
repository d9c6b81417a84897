import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A mail as it came over the wire. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A mail server on this machine that takes every mail, unless told otherwise. */
export interface MailCarrier {
  readonly url: string;
  readonly mails: readonly Mail[];
  /** What it says to a recipient; null takes it. */
  reply: (recipient: string) => { readonly code: number } | null;
  close(): Promise<void>;
}

/** @param port to listen at; any free one unless given */
export async function startMailCarrier(port = 0): Promise<MailCarrier> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      const refusal = carrier.reply(address);
      callback(refusal === null ? null : Object.assign(new Error("no"), { responseCode: refusal.code }));
    },
    onData(stream, { envelope }, callback) {
      const take = async (): Promise<void> => {
        const raw = await textOf(stream);
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), ...parsed(raw) });
        callback();
      };
      void take();
    },
  });
  server.on("error", () => undefined);
  const listening = server.listen(port, "127.0.0.1");
  await once(listening, "listening");
  const carrier: MailCarrier = {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    mails,
    reply: () => null,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return carrier;
}

/** Headers unfolded, and the text out of quoted-printable (RFC 2045, section 6.7) or as it is. */
function parsed(raw: string): Pick<Mail, "headers" | "text"> {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]),
  );
  const body = rest.join("\r\n\r\n").trimEnd();
  if (headers["content-transfer-encoding"] !== "quoted-printable") return { headers, text: body };
  const bytes = body
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return { headers, text: Buffer.from(bytes, "latin1").toString("utf8") };
}

/** One call of the SMS webhook. */
export interface SmsCall {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A webhook receiver on this machine that takes every SMS, unless told otherwise. */
export interface SmsCarrier {
  readonly url: string;
  readonly calls: readonly SmsCall[];
  /** The status that it answers a call with, or when: never, of a promise that stays open. */
  reply: (call: SmsCall) => number | Promise<number>;
  close(): Promise<void>;
}

export async function startSmsCarrier(): Promise<SmsCarrier> {
  const calls: SmsCall[] = [];
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const call = { headers: request.headers, body: await textOf(request) };
      calls.push(call);
      const status = await carrier.reply(call);
      const location = status >= 300 && status < 400 ? { location: `${carrier.url}/elsewhere` } : {};
      response.writeHead(status, location).end();
    };
    void take();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const carrier: SmsCarrier = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    calls,
    reply: () => 204,
    async close() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
  return carrier;
}
