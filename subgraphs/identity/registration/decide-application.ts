import { auditedPerson } from "../audit/audited-person";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import type { Texts } from "../messages/message";
import { queueMessages } from "../messages/queue-message";
import type { Recipient } from "../messages/recipients";
import { applicationApproved, applicationRefused } from "../messages/texts/application-decided";
import { UserAccountEntity } from "../users/user-account.entity";
import type { UserPayloadType } from "../users/user-mutations.types";
import { badInput } from "../users/person-faults";
import { signedInUser } from "../viewer/signed-in-user";

/** Characters; as long as the trail keeps a reason. */
const LONGEST_REASON = 500;

type DecisionContext = Pick<
  IdentityContext,
  "database" | "services" | "now" | "request" | "caller" | "loaders"
>;

interface Applicant extends Pick<Recipient, "email" | "language"> {
  readonly legalName: string;
}

/** R5: the legal representative takes in somebody who proved nothing of the company. */
export async function approveRegistration(
  context: DecisionContext,
  organizationId: string,
  userId: string,
): Promise<UserPayloadType> {
  return await decide(context, organizationId, userId, {
    action: "Mutation.approveRegistration",
    status: "ACTIVE",
    texts: ({ legalName }) => applicationApproved(legalName),
  });
}

/** Their account stays, and reaches nothing of the company. */
export async function refuseRegistration(
  context: DecisionContext,
  organizationId: string,
  userId: string,
  reason: string | null,
): Promise<UserPayloadType> {
  if (reason !== null && Array.from(reason).length > LONGEST_REASON) {
    const message = `The reason must have at most ${LONGEST_REASON} characters.`;
    return { user: null, userErrors: [badInput(message, ["reason"])] };
  }
  return await decide(context, organizationId, userId, {
    action: "Mutation.refuseRegistration",
    status: "DEACTIVATED",
    reason,
    texts: ({ legalName }) => applicationRefused(legalName, reason),
  });
}

interface Decision {
  readonly action: string;
  readonly status: "ACTIVE" | "DEACTIVATED";
  readonly reason?: string | null;
  readonly texts: (applicant: Applicant) => Texts;
}

async function decide(
  { database, services, now, request, caller, loaders }: DecisionContext,
  organizationId: string,
  userId: string,
  { action, status, reason, texts }: Decision,
): Promise<UserPayloadType> {
  const actorId = signedInUser(caller);
  const isDecided = await database.write(async (transaction) => {
    const at = now();
    // Conditional, so that of two decisions at once one counts.
    const decided = await transaction.execute(
      "UPDATE `organization_membership` SET `status` = ?" +
        " WHERE `user_id` = ? AND `organization_id` = ? AND `status` = 'PENDING'",
      [status, userId, organizationId],
    );
    if (decided === 0) return false;
    if (status === "ACTIVE")
      await transaction.update(UserAccountEntity, { id: userId }, { appliedVatNumber: null });
    const applicant = await transaction.row<Applicant>(
      "SELECT u.`email`, u.`language`, o.`legal_name` AS `legalName` FROM `user_account` u, `organization` o" +
        " WHERE u.`id` = ? AND o.`id` = ?",
      [userId, organizationId],
    );
    if (applicant === null) throw new Error("A membership without its person or company");
    const { email, language } = applicant;
    await queueMessages(
      transaction,
      [{ channel: "email", to: email, language, texts: texts(applicant) }],
      at,
    );
    const { target } = await auditedPerson(transaction, userId);
    await recordAudit(transaction, { at, request }, [
      {
        organizationIds: [organizationId],
        actorId,
        action,
        target,
        outcome: "ALLOWED",
        reason: reason ?? null,
      },
    ]);
    return true;
  });
  if (!isDecided) {
    const message = "Nobody of this id waits for approval.";
    return { user: null, userErrors: [{ code: "NOT_FOUND", message, field: ["userId"] }] };
  }
  services.messages.wake();
  return { user: await loaders.user.byId.clear(userId).load(userId), userErrors: [] };
}
