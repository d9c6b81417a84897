import { v7 as uuid } from "uuid";
import type { IdentityContext } from "../context";
import { languageOf } from "../messages/language";
import { queueMessages } from "../messages/queue-message";
import { attempt } from "../../shared/throttle/attempt";
import { THROTTLES } from "../../shared/throttle/rules";
import { tooManyAttempts } from "../../shared/throttle/too-many-attempts";
import { signedInUser } from "../people/signed-in-user";
import { codeMessage } from "./code-message";
import { sendingThrottles } from "./code-throttles";
import { MobileNumberProofEntity } from "./mobile-number-proof.entity";
import type { ProofPayloadType } from "./registration-payloads.type";
import { REGISTRATION_LIFETIME } from "./registration.repository";

/** R4, for an account that exists: a code goes to the number, whatever the number is; nothing is looked up. */
export async function proveMobileNumber(
  context: Pick<IdentityContext, "database" | "services" | "now" | "request" | "caller">,
  mobileNumber: string,
): Promise<ProofPayloadType> {
  const { database, services, request, now, caller } = context;
  const userId = signedInUser(caller);
  const recipient = { mobileNumber, email: "", language: languageOf(request.acceptLanguage) };
  const wait = await attempt(
    context,
    { rule: THROTTLES.proofOfUser, key: userId },
    ...sendingThrottles(recipient, request),
  );
  if (wait !== null) return { proofId: null, userErrors: [tooManyAttempts(wait)] };
  const proofId = uuid();
  await database.write(async (transaction) => {
    const at = now();
    const proof = { id: proofId, userId, mobileNumber, expiresAt: at + REGISTRATION_LIFETIME };
    await transaction.insert(MobileNumberProofEntity, [proof]);
    const code = await services.codes.issue(transaction, proofId, at);
    await queueMessages(transaction, [codeMessage(recipient, code, at)], at);
  });
  services.messages.wake();
  return { proofId, userErrors: [] };
}
