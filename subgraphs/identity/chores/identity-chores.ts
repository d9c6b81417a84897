import type { Environment } from "../../shared/subgraph/definition";
import type { Relay } from "../messages/delivery/relay";
import { answerRequests, type RecoveryContext } from "../recovery/answer-requests";
import { createChores, type Chores } from "./chores";
import { sweep } from "./sweep";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What identity does by itself, beside sending messages. Any number of processes may do it on the same database. */
export type IdentityChores = Chores<"recovery" | "sweep">;

export function identityChores(
  { database, now, logger }: Pick<Environment<unknown>, "database" | "now" | "logger">,
  services: RecoveryContext["services"] & { readonly messages: Pick<Relay, "wake"> },
): IdentityChores {
  return createChores(
    {
      recovery: {
        every: 5 * SECOND,
        async run() {
          if (await answerRequests({ database, services, now })) services.messages.wake();
        },
      },
      sweep: { every: HOUR, run: () => sweep(database, now()) },
    },
    logger,
  );
}
