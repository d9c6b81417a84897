import { countAttempt, Refused } from "../../shared/act";
import { THROTTLES } from "../../shared/throttle/rules";
import { publicAct } from "../act/act";
import type { RegistrationContext } from "./context";
import { codeMessage } from "./code-message";
import { sendingThrottles } from "./code-throttles";
import { openRegistration } from "./registration.repository";

const FIELD = ["registrationId"];

/**
 * Sends the next code of a registration; the one before is none any more. That there is no such registration may be told:
 * nobody guesses an id, and every `register` makes one.
 */
export async function resendCode(context: RegistrationContext, registrationId: string) {
  const { database, services, request, now } = context;
  return await publicAct(
    context,
    {
      mutation: "Mutation.resendCode",
      // Counted once it is known to whom the code goes.
      throttles: [],
      unrecorded: true,
      async prepare() {
        const registration = await openRegistration(database.read, registrationId, now());
        if (registration === null)
          throw new Refused("NOT_FOUND", "There is no such registration any more. Register again.", FIELD);
        const own = { rule: THROTTLES.resendCode, key: registrationId };
        await countAttempt(context, own, ...sendingThrottles(registration, request));
        return registration;
      },
    },
    async ({ transaction, now: at, tell }, registration) => {
      const code = await services.codes.renew(transaction, registrationId, at);
      if (code === null) {
        const message = "No more codes are sent for this registration. Register again.";
        return new Refused("RATE_LIMITED", message, FIELD);
      }
      tell(codeMessage(registration, code, at));
      return {};
    },
  );
}
