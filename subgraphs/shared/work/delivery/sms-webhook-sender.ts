import { DeliveryFailed, DeliveryRefused, type Sender } from "./sender";
import { webhookSigner } from "./signed-webhook";

/** Where SMS go out: any carrier, behind an endpoint that takes Standard Webhooks. */
export interface SmsWebhookSettings {
  readonly url: string;
  /** `whsec_` and at least 24 bytes in base64. */
  readonly secret: string;
}

const REQUEST_TIMEOUT = 408;
const TOO_MANY_REQUESTS = 429;

/**
 * Posts each SMS in the format of Standard Webhooks 1.0, signed; a repeated attempt carries the same `webhook-id`.
 * 2xx means taken; 4xx but 408 and 429 means never; anything else is tried again.
 * @param now epoch milliseconds
 */
export function smsWebhookSender({ url, secret }: SmsWebhookSettings, now: () => number): Sender {
  const sign = webhookSigner(secret, now);
  return {
    async send({ id, to, text, createdAt }, signal) {
      const { body, headers } = sign({ id, type: "sms.queued", at: createdAt, data: { to, text } });
      const response = await post(url, signal, body, headers);
      await response.body?.cancel();
      if (!response.ok) throw failureOf(response.status);
    },
  };
}

async function post(
  url: string,
  signal: AbortSignal,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  try {
    // A redirection could lead a code anywhere: it counts as a failure.
    return await fetch(url, { method: "POST", redirect: "manual", signal, headers, body });
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: string } };
    throw new DeliveryFailed(`HTTP ${cause?.code ?? name}`);
  }
}

function failureOf(status: number): DeliveryFailed {
  const isFinal = status >= 400 && status < 500 && status !== REQUEST_TIMEOUT && status !== TOO_MANY_REQUESTS;
  return isFinal ? new DeliveryRefused(`HTTP ${status}`) : new DeliveryFailed(`HTTP ${status}`);
}
