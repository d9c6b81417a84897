import { foldText } from "../../shared/inventory";
import { succeeded } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import type { Reader } from "../../shared/database";
import { ownAct, type OwnAct } from "../act/act";
import { ownRecord } from "../audit/own-record";
import { contactOf, stillReached } from "../people/contact";
import { afterContactChanges } from "../people/contact-changes";
import { signedInUser } from "../people/signed-in-user";
import { newWayBack } from "../recovery/way-back";
import { wrongCode } from "../registration/user-errors";
import type { OwnDataContext } from "./context";
import { EmailChangeEntity } from "./email-change.entity";

/**
 * The code makes the address the account's. The one before gets a link by which its owner takes the account back for a
 * week: it brings the address back and asks for another password.
 */
export async function confirmEmailChange(context: OwnDataContext, proofId: string, code: string) {
  const { services, request, caller } = context;
  const userId = signedInUser(caller);
  const throttle = { rule: THROTTLES.codeFromAddress, key: clientAddress(request.ipAddress) };
  return await ownAct(
    context,
    {
      mutation: "Mutation.confirmEmailChange",
      throttles: [throttle],
      answer: async () => ({ user: await context.loaders.user.byId.clear(userId).load(userId) }),
    },
    async (inside) => {
      const { transaction, now, audit } = inside;
      const wanted = await openChange(transaction, proofId, userId, now);
      if (wanted === null || !(await services.codes.redeem(transaction, proofId, code, now)))
        return wrongCode(["code"]);
      await succeeded(transaction, context, throttle);
      await transaction.delete(EmailChangeEntity, { userId });
      await takeAddress(inside, context, wanted.email);
      audit(await ownRecord(transaction, userId));
      return undefined;
    },
  );
}

async function openChange(
  reader: Reader,
  id: string,
  userId: string,
  now: number,
): Promise<{ readonly email: string } | null> {
  return await reader.row(
    "SELECT c.email FROM email_change c JOIN user_account u ON u.id = c.user_id" +
      ` WHERE c.id = ? AND c.user_id = ? AND c.expires_at > ? AND ${stillReached("c", "u")}`,
    [id, userId, now],
  );
}

async function takeAddress(
  { transaction, caller: { userId }, now, tell }: OwnAct,
  { services: { portalUrl } }: OwnDataContext,
  email: string,
): Promise<void> {
  const before = await contactOf(transaction, userId);
  if (before === null) throw new Error("A signed-in person without an account");
  await transaction.execute(
    "UPDATE user_account SET fed_email = COALESCE(fed_email, email), email = ?, email_key = ? WHERE id = ?",
    [email, foldText(email), userId],
  );
  const after = { ...before, email };
  const undo = await newWayBack(transaction, { userId, formerly: before.email, now: email }, portalUrl, now);
  tell(...(await afterContactChanges(transaction, [{ userId, before, after, undo, by: "OWNER" }], now)));
}
