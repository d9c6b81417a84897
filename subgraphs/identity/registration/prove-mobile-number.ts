import { v7 as uuid } from "uuid";
import { THROTTLES } from "../../shared/throttle/rules";
import { ownAct } from "../act/act";
import type { RegistrationContext } from "./context";
import { languageOf } from "../../shared/work/delivery/language";
import { signedInUser } from "../people/signed-in-user";
import { codeMessage } from "./code-message";
import { sendingThrottles } from "./code-throttles";
import { MobileNumberProofEntity } from "./mobile-number-proof.entity";
import { REGISTRATION_LIFETIME } from "./registration.repository";
import { isOwnPassword, wrongPassword } from "../credentials/passwords/own-password";

/** R4, for an account that exists: a code goes to the number, whatever the number is; nothing is looked up. */
export async function proveMobileNumber(
  context: RegistrationContext,
  mobileNumber: string,
  password: string,
) {
  const { services, request, caller } = context;
  const recipient = { mobileNumber, email: "", language: languageOf(request.acceptLanguage) };
  return await ownAct(
    context,
    {
      mutation: "Mutation.proveMobileNumber",
      throttles: [
        { rule: THROTTLES.proofOfUser, key: signedInUser(caller) },
        ...sendingThrottles(recipient, request),
      ],
      unrecorded: true,
      prepare: () => isOwnPassword(context, signedInUser(caller), password),
    },
    async (inside, isRight) => {
      if (!isRight) return await wrongPassword(inside, ["password"]);
      const { transaction, now, tell } = inside;
      const { userId } = inside.caller;
      const proofId = uuid();
      const proof = { id: proofId, userId, mobileNumber, expiresAt: now + REGISTRATION_LIFETIME };
      await transaction.insert(MobileNumberProofEntity, [proof]);
      tell(codeMessage(recipient, await services.codes.issue(transaction, proofId, now), now));
      return { proofId };
    },
  );
}
