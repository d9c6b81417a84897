import { join } from "node:path";
import type { DeliveryVariables } from "../../../../schema/environment";
import type { Logger } from "../../subgraph/definition";
import { CHANNELS, type Channel } from "./message";
import { fileSender } from "./file-sender";
import type { Sender } from "./sender";
import { smsWebhookSender, type SmsWebhookSettings } from "./sms-webhook-sender";
import { smtpSender, type SmtpSettings } from "./smtp-sender";

/** How messages leave the process. */
export interface DeliverySettings {
  /** The folder where the messages of a channel without a carrier are written. */
  readonly outbox: string;
  readonly smtp: SmtpSettings | null;
  readonly smsWebhook: SmsWebhookSettings | null;
  /** Whether files are what is wanted, as in demo mode. */
  readonly filesAreMeant: boolean;
}

/** What the process's environment says of delivery. */
export function deliverySettings(
  environment: DeliveryVariables & { readonly DATA_DIR: string; readonly DEMO: boolean },
): DeliverySettings {
  const { DATA_DIR, DEMO, SMTP_URL, MAIL_FROM, SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET } = environment;
  return {
    outbox: join(DATA_DIR, "outbox"),
    smtp: SMTP_URL === undefined || MAIL_FROM === undefined ? null : { url: SMTP_URL, from: MAIL_FROM },
    smsWebhook:
      SMS_WEBHOOK_URL === undefined || SMS_WEBHOOK_SECRET === undefined
        ? null
        : { url: SMS_WEBHOOK_URL, secret: SMS_WEBHOOK_SECRET },
    filesAreMeant: DEMO,
  };
}

/** A sender for each channel; warns of those whose messages only become files, where that may not be meant. */
export function createSenders(
  { outbox, smtp, smsWebhook, filesAreMeant }: DeliverySettings,
  { now, logger }: { readonly now: () => number; readonly logger: Logger },
): Readonly<Record<Channel, Sender>> {
  const carriers: Readonly<Record<Channel, Sender | null>> = {
    email: smtp === null ? null : smtpSender(smtp),
    sms: smsWebhook === null ? null : smsWebhookSender(smsWebhook, now),
  };
  const without = CHANNELS.filter((channel) => carriers[channel] === null);
  if (without.length > 0 && !filesAreMeant) {
    const message =
      "messages reach nobody: they are written to files until SMTP_URL and SMS_WEBHOOK_URL are set";
    logger.warn({ channels: without, outbox }, message);
  }
  const files = fileSender(outbox);
  return { email: carriers.email ?? files, sms: carriers.sms ?? files };
}
