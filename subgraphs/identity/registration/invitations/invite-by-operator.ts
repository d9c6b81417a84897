import type { Database } from "../../../shared/database";
import { foldText } from "../../../shared/inventory";
import { auditedPerson } from "../../audit/audited-person";
import { recordAudit } from "../../audit/record-audit";
import { queueMessages } from "../../../shared/work/delivery/queue-messages";
import { invite, type InvitationServices } from "./invite";
import { openInvitee } from "./open-invitee";

/** What the trail calls an invitation by the operator: no mutation did it, so it is no coordinate of the API. */
export const OPERATOR_INVITATION = "Operator.invite";

/**
 * Invites somebody whom the feed brought: the first legal representative of a company has nobody else to do it. The
 * messages wait in the outbox for a process that sends.
 * @returns false when nobody of this user name waits for an invitation to a company @param now epoch milliseconds
 */
export async function inviteByOperator(
  database: Database,
  services: InvitationServices,
  username: string,
  now: number,
): Promise<boolean> {
  return await database.write(async (transaction) => {
    const invitee = await openInvitee(transaction, {
      sql: "u.username_key = ?",
      parameters: [foldText(username)],
    });
    if (invitee === null) return false;
    await queueMessages(transaction, await invite(transaction, { services }, invitee, now), now);
    const { target } = await auditedPerson(transaction, invitee.userId);
    await recordAudit(transaction, { at: now, request: null }, [
      {
        organizationIds: [invitee.organizationId],
        actorId: null,
        action: OPERATOR_INVITATION,
        target,
        outcome: "ALLOWED",
      },
    ]);
    return true;
  });
}
