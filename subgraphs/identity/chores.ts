import { randomInt } from "node:crypto";
import type { Environment } from "../shared/subgraph/definition";
import type { Relay } from "../shared/work/delivery/relay";
import { answerRequests, type RecoveryContext } from "./recovery/answer-requests";
import { rotateSigningKey } from "./credentials/keys/signing-keys";
import { createChores, type Chores } from "../shared/work/chores";
import { sweep } from "./sweep";
import { endLostSecondFactors } from "./credentials/second-factor/lost-second-factor";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const SIGNING_KEY_AGE = 90 * 24 * HOUR;

/** What identity does by itself, beside sending messages. Any number of processes may do it on the same database. */
export type IdentityChores = Chores<"keys" | "recovery" | "secondFactors" | "sweep">;

/** Makes identity's chores; the caller starts and closes them. @param signingKeyAge milliseconds */
export function identityChores(
  { database, now, logger }: Pick<Environment<unknown>, "database" | "now" | "logger">,
  { secret, signingKeyAge = SIGNING_KEY_AGE }: { readonly secret: string; readonly signingKeyAge?: number },
  services: RecoveryContext["services"] & { readonly messages: Pick<Relay, "wake"> },
): IdentityChores {
  return createChores(
    {
      recovery: {
        every: 5 * SECOND,
        // Well after the answer has left, and nobody knows when: what there is to do must not show in anybody's time.
        afterWaking: () => randomInt(100, 600),
        async run() {
          if (await answerRequests({ database, services, now, logger })) services.messages.wake();
        },
      },
      secondFactors: {
        every: 60 * SECOND,
        async run() {
          if ((await endLostSecondFactors(database, now())) > 0) services.messages.wake();
        },
      },
      keys: { every: HOUR, run: () => rotateSigningKey(database, secret, now(), now() - signingKeyAge) },
      sweep: { every: HOUR, run: () => sweep(database, now()) },
    },
    logger,
  );
}
