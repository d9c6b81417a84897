import { queueMessages } from "../messages/queue-message";
import { attempt } from "../../shared/throttle/attempt";
import { THROTTLES } from "../../shared/throttle/rules";
import { tooManyAttempts } from "../../shared/throttle/too-many-attempts";
import { codeMessage } from "./code-message";
import { sendingThrottles } from "./code-throttles";
import type { RegistrationContext } from "./register";
import type { ResendCodePayloadType } from "./registration-payloads.type";
import { openRegistration } from "./registration.repository";

/**
 * Sends the next code of a registration; the one before is none any more. That there is no such registration may be told:
 * nobody guesses an id, and every `register` makes one.
 */
export async function resendCode(
  context: RegistrationContext,
  registrationId: string,
): Promise<ResendCodePayloadType> {
  const { database, services, request, now } = context;
  const registration = await openRegistration(database.read, registrationId, now());
  if (registration === null) {
    const message = "There is no such registration any more. Register again.";
    return { userErrors: [{ code: "NOT_FOUND", message, field: ["registrationId"] }] };
  }
  const wait = await attempt(
    context,
    { rule: THROTTLES.resendCode, key: registrationId },
    ...sendingThrottles(registration, request),
  );
  if (wait !== null) return { userErrors: [tooManyAttempts(wait)] };
  const isSent = await database.write(async (transaction) => {
    const at = now();
    const code = await services.codes.renew(transaction, registrationId, at);
    if (code === null) return false;
    await queueMessages(transaction, [codeMessage(registration, code, at)], at);
    return true;
  });
  services.messages.wake();
  if (isSent) return { userErrors: [] };
  const message = "No more codes are sent for this registration. Register again.";
  return { userErrors: [{ code: "RATE_LIMITED", message, field: ["registrationId"] }] };
}
