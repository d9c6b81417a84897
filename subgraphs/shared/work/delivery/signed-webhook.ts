import { Webhook } from "standardwebhooks";

/** A body with the headers that it is posted with. */
export interface SignedPost {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is posted: `type` and `data` of the message, and the instant that it tells of (epoch milliseconds). */
export interface WebhookMessage {
  /** The same for every attempt: receivers know a repeated message by it. */
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly data: object;
}

/**
 * Signs messages in the format of Standard Webhooks 1.0.
 * @param secret `whsec_` and at least 24 bytes in base64
 * @param now epoch milliseconds: the signature carries the instant of the attempt
 */
export function webhookSigner(secret: string, now: () => number): (message: WebhookMessage) => SignedPost {
  const webhook = new Webhook(secret);
  return ({ id, type, at, data }) => {
    const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
    const attemptedAt = new Date(now());
    return {
      body,
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(attemptedAt.getTime() / 1000)),
        "webhook-signature": webhook.sign(id, attemptedAt, body),
      },
    };
  };
}
