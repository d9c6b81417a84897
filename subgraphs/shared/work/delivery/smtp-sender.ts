import { createTransport } from "nodemailer";
import { DeliveryFailed, DeliveryRefused, type Sender } from "./sender";

/** Where mail goes out. */
export interface SmtpSettings {
  /** `smtp://user:password@host:port` or `smtps://…`; nodemailer's options may follow as a query. */
  readonly url: string;
  /** `Name <address>` or an address. */
  readonly from: string;
}

/** The replies of RFC 5321 that say something of the message, not of us: a wrong password is put right and tried again. */
const ABOUT_THE_MESSAGE = new Set(["RCPT TO", "DATA"]);

/**
 * Sends e-mail by SMTP. A repeated attempt carries the same Message-ID (RFC 5322, section 3.6.4), by which mailboxes drop
 * it.
 */
export function smtpSender({ url, from }: SmtpSettings): Sender {
  const transport = createTransport(url);
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
  return {
    async send({ id, to, subject, text, createdAt }, signal) {
      const messageId = `<${id}@${domain}>`;
      const headers = { "Auto-Submitted": "auto-generated" };
      try {
        await transport.sendMail({
          from,
          // As an object an address is taken as it is, never parsed into several.
          to: { name: "", address: to },
          subject,
          text,
          messageId,
          date: new Date(createdAt),
          headers,
          signal,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

function failureOf(error: unknown): DeliveryFailed {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  const reason = ["SMTP", command, responseCode ?? code].filter((part) => part !== undefined).join(" ");
  const isFinal = responseCode !== undefined && responseCode >= 500 && ABOUT_THE_MESSAGE.has(command ?? "");
  return isFinal ? new DeliveryRefused(reason) : new DeliveryFailed(reason);
}
