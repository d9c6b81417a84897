import { Refused } from "../../../shared/act";
import { THROTTLES } from "../../../shared/throttle/rules";
import { act } from "../../act/act";
import { auditedPerson } from "../../audit/audited-person";
import type { RegistrationContext } from "../context";
import { invite } from "./invite";
import { openInvitee } from "./open-invitee";

/**
 * Renews link and code of somebody who has not accepted yet; those before are none any more. NOT_FOUND when nobody of
 * this id is invited to the company, RATE_LIMITED when it was just sent.
 */
export async function resendInvitation(context: RegistrationContext, organizationId: string, userId: string) {
  return await act(
    context,
    {
      mutation: "Mutation.resendInvitation",
      throttles: [{ rule: THROTTLES.resendInvitation, key: `${organizationId}\n${userId}` }],
      answer: async () => ({ user: await context.loaders.user.byId.clear(userId).load(userId) }),
    },
    async ({ transaction, now, tell, audit }) => {
      const invitee = await openInvitee(transaction, {
        sql: "m.user_id = ? AND m.organization_id = ?",
        parameters: [userId, organizationId],
      });
      if (invitee === null)
        throw new Refused("NOT_FOUND", "Nobody of this id has an open invitation.", ["userId"]);
      tell(...(await invite(transaction, context, invitee, now)));
      const { target } = await auditedPerson(transaction, userId);
      audit({ target });
    },
  );
}
