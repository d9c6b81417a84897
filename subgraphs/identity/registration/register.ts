import { v7 as uuid } from "uuid";
import { countAttempt, refuseFaults } from "../../shared/act";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { publicAct } from "../act/act";
import type { RegistrationContext } from "./context";
import { hashPassword } from "../credentials/passwords/password-hash";
import { languageOf } from "../../shared/work/delivery/language";
import { badInput, personFaults } from "../people/person-faults";
import { codeMessage } from "./code-message";
import { sendingThrottles } from "./code-throttles";
import type { RegisterInput } from "./registration-input.types";
import { RegistrationEntity } from "./registration.entity";
import { REGISTRATION_LIFETIME } from "./registration.repository";

/**
 * R1, R2: keeps what somebody applies with and sends a code to the number, or to the address without one. Nothing is
 * looked up, neither company nor number nor user name: what does not know them cannot tell, in its answer or in its time.
 */
export async function register(
  context: RegistrationContext,
  { vatNumber, username, displayName, email, password, ...proofs }: RegisterInput,
) {
  const { services, request } = context;
  const mobileNumber = proofs.mobileNumber ?? null;
  return await publicAct(
    context,
    {
      mutation: "Mutation.register",
      // Before the password is looked up, which may ask another service: a stranger sends it no more than this allows.
      throttles: [{ rule: THROTTLES.registerFromAddress, key: clientAddress(request.ipAddress) }],
      unrecorded: true,
      async prepare() {
        const passwordFault = await services.passwordFault(password, { username });
        refuseFaults([
          ...personFaults({ username, displayName }, ["input"]),
          ...(passwordFault === null ? [] : [badInput(passwordFault, ["input", "password"])]),
        ]);
        await countAttempt(context, ...sendingThrottles({ mobileNumber, email }, request));
        return await hashPassword(password);
      },
    },
    async ({ transaction, now, tell }, passwordHash) => {
      const id = uuid();
      const language = languageOf(request.acceptLanguage);
      const person = { username, displayName, email, mobileNumber, language };
      const registration = { id, vatNumber, ...person, passwordHash, expiresAt: now + REGISTRATION_LIFETIME };
      await transaction.insert(RegistrationEntity, [registration]);
      tell(codeMessage(person, await services.codes.issue(transaction, id, now), now));
      return { registrationId: id };
    },
  );
}
