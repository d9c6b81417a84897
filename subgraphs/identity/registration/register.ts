import { v7 as uuid } from "uuid";
import type { IdentityContext } from "../context";
import { languageOf } from "../messages/language";
import { queueMessages } from "../messages/queue-message";
import { hashPassword } from "../credentials/passwords/password-hash";
import { attempt } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { tooManyAttempts } from "../../shared/throttle/too-many-attempts";
import { badInput, personFaults } from "../people/person-faults";
import { codeMessage } from "./code-message";
import { sendingThrottles } from "./code-throttles";
import type { RegisterInput } from "./registration-input.types";
import type { RegisterPayloadType } from "./registration-payloads.type";
import { RegistrationEntity } from "./registration.entity";
import { REGISTRATION_LIFETIME } from "./registration.repository";

export type RegistrationContext = Pick<IdentityContext, "database" | "services" | "now" | "request">;

/**
 * R1, R2: keeps what somebody applies with and sends a code to the number, or to the address without one. Nothing is
 * looked up, neither company nor number nor user name: what does not know them cannot tell, in its answer or in its time.
 */
export async function register(
  context: RegistrationContext,
  { vatNumber, username, displayName, email, password, ...proofs }: RegisterInput,
): Promise<RegisterPayloadType> {
  const { database, services, request, now } = context;
  const mobileNumber = proofs.mobileNumber ?? null;
  // Before the password is looked up, which may ask another service: a stranger sends it no more than this allows.
  const wait = await attempt(context, {
    rule: THROTTLES.registerFromAddress,
    key: clientAddress(request.ipAddress),
  });
  if (wait !== null) return { registrationId: null, userErrors: [tooManyAttempts(wait)] };
  const passwordFault = await services.passwordFault(password, { username });
  const userErrors = [
    ...personFaults({ username, displayName }, ["input"]),
    ...(passwordFault === null ? [] : [badInput(passwordFault, ["input", "password"])]),
  ];
  if (userErrors.length > 0) return { registrationId: null, userErrors };
  const sendingWait = await attempt(context, ...sendingThrottles({ mobileNumber, email }, request));
  if (sendingWait !== null) return { registrationId: null, userErrors: [tooManyAttempts(sendingWait)] };
  const registration = {
    id: uuid(),
    vatNumber,
    username,
    displayName,
    email,
    mobileNumber,
    passwordHash: await hashPassword(password),
    language: languageOf(request.acceptLanguage),
  };
  await database.write(async (transaction) => {
    const at = now();
    const expiresAt = at + REGISTRATION_LIFETIME;
    await transaction.insert(RegistrationEntity, [{ ...registration, expiresAt }]);
    const code = await services.codes.issue(transaction, registration.id, at);
    await queueMessages(transaction, [codeMessage(registration, code, at)], at);
  });
  services.messages.wake();
  return { registrationId: registration.id, userErrors: [] };
}
