import { createHash, randomUUID } from "node:crypto";
import { request } from "undici";
import { z } from "zod";
import { textWithin } from "../../../runtime/bounded-text";
import type { SubgraphSettings } from "../../shared/env";
import { formatImsi } from "../../shared/identifiers";
import type { Logger } from "../../shared/subgraph/definition";
import { webhookSigner } from "../../shared/work/delivery/signed-webhook";
import type { ActionDetails } from "./action-details";
import type { Decision } from "./apply-actions";

/** An action as the operator's systems get it. */
export interface SentAction {
  readonly id: string;
  readonly lineId: string;
  readonly msisdn: string;
  /** Epoch milliseconds. */
  readonly requestedAt: number;
  readonly details: ActionDetails;
}

/** What carries actions out. Answers those that it has decided; the others stay pending. */
export interface OperatorSystems {
  /** Milliseconds after which an action that they have not decided is sent again. */
  readonly askAgainAfter: number;
  /** @throws Error when they cannot be asked now; the actions are sent again later */
  send(actions: readonly SentAction[], signal: AbortSignal): Promise<readonly Decision[]>;
}

const ANSWER = z.object({
  results: z
    .array(
      z.object({
        id: z.string().min(1).max(64),
        outcome: z.enum(["CONFIRMED", "REFUSED", "ACCEPTED"]),
        reason: z.string().max(255).optional(),
        sim: z.object({ imsi: z.string().regex(/^\d{15}$/), puk: z.string().regex(/^\d{8}$/) }).optional(),
      }),
    )
    .max(1_000),
});

/** Bytes of an answer; a hundred results are some 30 kB. */
const LONGEST_ANSWER = 1_048_576;

/**
 * Posts actions in the format of Standard Webhooks 1.0, signed; `type` is `line-actions.requested`. The answer says of
 * each action CONFIRMED, REFUSED with a reason, or ACCEPTED, which leaves it pending until the feed shows it
 * (docs/line-actions.md). Any status but 2xx, and an answer that is not of this shape, has them sent again.
 */
export function webhookSystems(url: string, secret: string, now: () => number): OperatorSystems {
  const sign = webhookSigner(secret, now);
  return {
    askAgainAfter: 60_000,
    async send(actions, signal) {
      const data = { actions: actions.map(toData) };
      const { body, headers } = sign({ id: randomUUID(), type: "line-actions.requested", at: now(), data });
      const response = await request(url, { method: "POST", signal, body, headers });
      const text = await textWithin(response.body, LONGEST_ANSWER);
      if (response.statusCode < 200 || response.statusCode > 299)
        throw new Error(`The provisioning webhook answered HTTP ${response.statusCode}`);
      const { results } = ANSWER.parse(JSON.parse(text));
      const asked = new Map(actions.map((action) => [action.id, action]));
      return results.flatMap((result): Decision[] => {
        const action = asked.get(result.id);
        if (action === undefined || result.outcome === "ACCEPTED") return [];
        const lacksSim =
          result.outcome === "CONFIRMED" && action.details.kind === "REPLACE_SIM" && result.sim === undefined;
        // Without the new SIM's own numbers nobody can show them: the feed brings them.
        return lacksSim ? [] : [{ ...result, outcome: result.outcome }];
      });
    },
  };
}

/** The operator's systems by the settings of the process (docs/line-actions.md). */
export function operatorSystems(
  settings: Pick<SubgraphSettings, "DEMO" | "PROVISIONING_WEBHOOK_URL" | "PROVISIONING_WEBHOOK_SECRET">,
  { now, logger }: { readonly now: () => number; readonly logger: Logger },
): OperatorSystems {
  const { DEMO, PROVISIONING_WEBHOOK_URL: url, PROVISIONING_WEBHOOK_SECRET: secret } = settings;
  if (url !== undefined && secret !== undefined) return webhookSystems(url, secret, now);
  if (DEMO) return embeddedSystems(now);
  logger.warn({}, "nobody carries out what people do to lines: PROVISIONING_WEBHOOK_URL is not set");
  return { askAgainAfter: 60_000, send: () => Promise.resolve([]) };
}

/**
 * The embedded default of demo mode: it confirms each action a moment after it was asked for. A replaced SIM gets an IMSI and a PUK
 * that follow from its ICCID, so that an answer which comes twice is the same.
 * @param moment milliseconds
 */
export function embeddedSystems(now: () => number, moment = 2_000): OperatorSystems {
  return {
    askAgainAfter: moment,
    send(actions) {
      const ripe = actions.filter(({ requestedAt }) => requestedAt + moment <= now());
      return Promise.resolve(
        ripe.map((action): Decision => {
          const { id, details } = action;
          return details.kind === "REPLACE_SIM"
            ? { id, outcome: "CONFIRMED", sim: simOf(details.newIccid) }
            : { id, outcome: "CONFIRMED" };
        }),
      );
    },
  };
}

function simOf(iccid: string): { imsi: string; puk: string } {
  const digest = createHash("sha256").update(iccid).digest();
  return {
    imsi: formatImsi(digest.readUInt32BE(0)),
    puk: String(digest.readUInt32BE(4) % 100_000_000).padStart(8, "0"),
  };
}

function toData({ requestedAt, details, ...action }: SentAction): object {
  return { ...action, requestedAt: new Date(requestedAt).toISOString(), ...details };
}
