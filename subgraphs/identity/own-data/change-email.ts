import { v7 as uuid } from "uuid";
import { Refused } from "../../shared/act";
import { CODE_LIFETIME } from "../../shared/codes/one-time-codes";
import { THROTTLES } from "../../shared/throttle/rules";
import { ownAct } from "../act/act";
import { ownRecord } from "../audit/own-record";
import { isOwnPassword, wrongPassword } from "../credentials/passwords/own-password";
import { emailChangeCode, emailChangeWanted } from "../messages/texts/email-change";
import { contactOf, sentTo } from "../people/contact";
import { signedInUser } from "../people/signed-in-user";
import { toOwner } from "../messages/to-owner";
import { sendingThrottles } from "../registration/code-throttles";
import type { OwnDataContext } from "./context";
import { EmailChangeEntity } from "./email-change.entity";
import type { ChangeEmailInput } from "./own-data-input.types";

/** Milliseconds for which a change may be confirmed; its code holds for less. */
const CHANGE_LIFETIME = 60 * 60_000;

/**
 * A code to the address that the viewer wants, and word of it to the one that they have. The present one stays theirs
 * until the code is shown. Whether anybody has the other address is not looked up.
 */
export async function changeEmail(context: OwnDataContext, { email, password }: ChangeEmailInput) {
  const { services, request, caller } = context;
  const userId = signedInUser(caller);
  return await ownAct(
    context,
    {
      mutation: "Mutation.changeEmail",
      throttles: [
        { rule: THROTTLES.proofOfUser, key: userId },
        ...sendingThrottles({ mobileNumber: null, email }, request),
      ],
      prepare: () => isOwnPassword(context, userId, password),
    },
    async (inside, isRight) => {
      if (!isRight) return await wrongPassword(inside, ["input", "password"]);
      const { transaction, now, tell, audit } = inside;
      const contact = await contactOf(transaction, userId);
      if (contact === null || contact.email === email)
        throw new Refused("CONFLICT", "This is the address of your account already.", ["input", "email"]);
      const proofId = uuid();
      const change = { id: proofId, userId, email, ...sentTo(contact), expiresAt: now + CHANGE_LIFETIME };
      await transaction.insert(EmailChangeEntity, [change]);
      const code = await services.codes.issue(transaction, proofId, now);
      const [owner] = await toOwner(transaction, userId, emailChangeWanted);
      if (owner !== undefined) {
        const texts = emailChangeCode(code, CODE_LIFETIME / 60_000);
        tell({ ...owner, to: email, texts, expiresAt: now + CODE_LIFETIME }, owner);
      }
      audit(await ownRecord(transaction, userId));
      return { proofId };
    },
  );
}
