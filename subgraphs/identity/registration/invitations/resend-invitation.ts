import { auditedPerson } from "../../audit/audited-person";
import { recordAudit } from "../../audit/record-audit";
import type { IdentityContext } from "../../context";
import { actOnCompany, decideAgain } from "../../grants/act-on-company";
import { queueMessages } from "../../messages/queue-message";
import { Refused } from "../../../shared/act";
import { organizationPath } from "../../../shared/scope/organization";
import { attempt } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import type { UserType } from "../../people/user.type";
import { invite } from "./invite";
import { openInvitee } from "./open-invitee";

const MUTATION = "Mutation.resendInvitation";

/**
 * Renews link and code of somebody who has not accepted yet; those before are none any more.
 * @throws Refused NOT_FOUND when nobody of this id is invited to the company, RATE_LIMITED when it was just sent
 */
export async function resendInvitation(
  context: IdentityContext,
  organizationId: string,
  userId: string,
): Promise<{ readonly user: UserType | null }> {
  const wait = await attempt(context, {
    rule: THROTTLES.resendInvitation,
    key: `${organizationId}\n${userId}`,
  });
  if (wait !== null) throw new Refused("RATE_LIMITED", tooManyAttempts(wait).message);
  await actOnCompany(context, organizationId, async (act) => {
    const { transaction, caller, now } = act;
    const grantId = decideAgain(act, context, MUTATION, organizationPath({ id: organizationId }));
    const invitee = await openInvitee(transaction, {
      sql: "m.user_id = ? AND m.organization_id = ?",
      parameters: [userId, organizationId],
    });
    if (invitee === null)
      throw new Refused("NOT_FOUND", "Nobody of this id has an open invitation.", ["userId"]);
    await queueMessages(transaction, await invite(transaction, context, invitee, now), now);
    const { target } = await auditedPerson(transaction, userId);
    const entry = { organizationIds: [organizationId], actorId: caller.userId, grantId, target };
    await recordAudit(transaction, { at: now, request: context.request }, [
      { ...entry, action: MUTATION, outcome: "ALLOWED" },
    ]);
  });
  context.services.messages.wake();
  return { user: await context.loaders.user.byId.clear(userId).load(userId) };
}
