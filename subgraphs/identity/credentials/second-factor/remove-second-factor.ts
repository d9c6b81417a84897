import { countAttempt, Refused } from "../../../shared/act";
import { succeeded } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { ownAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { secondFactorChanged } from "../../messages/texts/second-factor-changed";
import { toOwner } from "../../messages/to-owner";
import { signedInUser } from "../../people/signed-in-user";
import { isOwnPassword, wrongPassword } from "../passwords/own-password";
import { passwordLengthFault } from "../passwords/password-policy";
import { dropSecondFactor } from "./drop-second-factor";
import type { RemoveSecondFactorInput } from "./second-factor-payloads.type";
import { hasSecondFactor, useSecondFactor } from "./second-factor.repository";

/**
 * Takes the second factor away from whoever shows both, the password and a code. A session that has ended meanwhile, as a
 * reset ends it, changes nothing: the second factor stays.
 */
export async function removeSecondFactor(
  context: CredentialsContext,
  { password, code }: RemoveSecondFactorInput,
) {
  const { database, services, caller } = context;
  const userId = signedInUser(caller);
  const throttle = { rule: THROTTLES.secondFactor, key: userId };
  return await ownAct(
    context,
    {
      mutation: "Mutation.removeSecondFactor",
      /** Whether the password is right. */
      async prepare() {
        if (!(await hasSecondFactor(database.read, userId)))
          throw new Refused("CONFLICT", "You have no second factor.");
        if (!(await isOwnPassword(context, userId, password))) return false;
        const lengthFault = passwordLengthFault(password, false);
        if (lengthFault !== null) {
          const message = `${lengthFault} Without a second factor yours is too short: change it first.`;
          throw new Refused("CONFLICT", message);
        }
        await countAttempt(context, throttle);
        return true;
      },
    },
    async (inside, isRight) => {
      if (!isRight) return await wrongPassword(inside, ["input", "password"]);
      const { transaction, now, tell, audit } = inside;
      if ((await useSecondFactor(transaction, services, userId, code, now)) === null)
        throw new Refused("UNAUTHENTICATED", "The code is wrong, or was used before.", ["input", "code"]);
      await dropSecondFactor(transaction, userId);
      await succeeded(transaction, context, throttle);
      tell(...(await toOwner(transaction, userId, secondFactorChanged("removed"))));
      audit(await ownRecord(transaction, userId));
      return {};
    },
  );
}
