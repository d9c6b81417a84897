import { auditedPerson } from "../audit/audited-person";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { actOnCompany, decideAgain } from "../grants/act-on-company";
import type { Texts } from "../messages/message";
import { queueMessages } from "../messages/queue-message";
import type { Recipient } from "../messages/recipients";
import { applicationApproved, applicationRefused } from "../messages/texts/application-decided";
import { givenText } from "../../shared/text/given-text";
import type { Reader } from "../../shared/database";
import { Refused } from "../../shared/act";
import { organizationPath } from "../../shared/scope/organization";
import { UserAccountEntity } from "../people/user-account.entity";
import type { UserType } from "../people/user.type";

interface Applicant extends Pick<Recipient, "email" | "language"> {
  readonly legalName: string;
}

interface Decided {
  readonly user: UserType | null;
}

/**
 * R5: the legal representative takes in somebody who proved nothing of the company.
 * @throws Refused NOT_FOUND when nobody of this id waits; CodedError
 */
export async function approveRegistration(
  context: IdentityContext,
  organizationId: string,
  userId: string,
): Promise<Decided> {
  return await decide(context, organizationId, userId, {
    action: "Mutation.approveRegistration",
    status: "ACTIVE",
    reason: null,
    texts: ({ legalName }) => applicationApproved(legalName),
  });
}

/**
 * Their account stays, and reaches nothing of the company.
 * @throws Refused NOT_FOUND when nobody of this id waits, UserInputError for a reason over 500 characters; CodedError
 */
export async function refuseRegistration(
  context: IdentityContext,
  organizationId: string,
  userId: string,
  given: string | null,
): Promise<Decided> {
  const reason = givenText(given, ["reason"]);
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
  readonly reason: string | null;
  readonly texts: (applicant: Applicant) => Texts;
}

async function decide(
  context: IdentityContext,
  organizationId: string,
  userId: string,
  { action, status, reason, texts }: Decision,
): Promise<Decided> {
  await actOnCompany(context, organizationId, async (act) => {
    const { transaction, caller, now } = act;
    const grantId = decideAgain(act, context, action, organizationPath({ id: organizationId }));
    // Conditional, so that of two decisions at once one counts.
    const decided = await transaction.execute(
      "UPDATE organization_membership SET status = ?" +
        " WHERE user_id = ? AND organization_id = ? AND status = 'PENDING'",
      [status, userId, organizationId],
    );
    if (decided === 0) throw new Refused("NOT_FOUND", "Nobody of this id waits for approval.", ["userId"]);
    if (status === "ACTIVE")
      await transaction.update(UserAccountEntity, { id: userId }, { appliedVatNumber: null });
    const applicant = await applicantTo(transaction, organizationId, userId);
    const { email, language } = applicant;
    const message = { channel: "email" as const, to: email, language, texts: texts(applicant) };
    await queueMessages(transaction, [message], now);
    const { target } = await auditedPerson(transaction, userId);
    const entry = { organizationIds: [organizationId], actorId: caller.userId, grantId, target };
    await recordAudit(transaction, { at: now, request: context.request }, [
      { ...entry, action, outcome: "ALLOWED", reason },
    ]);
  });
  return { user: await context.loaders.user.byId.clear(userId).load(userId) };
}

async function applicantTo(reader: Reader, organizationId: string, userId: string): Promise<Applicant> {
  const applicant = await reader.row<Applicant>(
    "SELECT u.email, u.language, o.legal_name AS legalName FROM user_account u, organization o" +
      " WHERE u.id = ? AND o.id = ?",
    [userId, organizationId],
  );
  if (applicant === null) throw new Error("A membership without its person or company");
  return applicant;
}
