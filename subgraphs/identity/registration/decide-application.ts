import { auditedPerson } from "../audit/audited-person";
import { act } from "../act/act";
import type { RegistrationContext } from "./context";
import type { Texts } from "../../shared/work/delivery/message";
import type { Recipient } from "../messages/recipients";
import { applicationApproved, applicationRefused } from "../messages/texts/application-decided";
import { givenText } from "../../shared/text/given-text";
import type { Reader } from "../../shared/database";
import { Refused } from "../../shared/act";
import { UserAccountEntity } from "../people/user-account.entity";

interface Applicant extends Pick<Recipient, "email" | "language"> {
  readonly legalName: string;
}

/**
 * R5: the legal representative takes in somebody who proved nothing of the company.
 * NOT_FOUND when nobody of this id waits.
 */
export async function approveRegistration(
  context: RegistrationContext,
  organizationId: string,
  userId: string,
) {
  return await decide(context, organizationId, userId, {
    mutation: "Mutation.approveRegistration",
    status: "ACTIVE",
    given: null,
    texts: applicationApproved,
  });
}

/**
 * Their account stays, and reaches nothing of the company.
 * NOT_FOUND when nobody of this id waits, BAD_USER_INPUT for a reason over 500 characters.
 */
export async function refuseRegistration(
  context: RegistrationContext,
  organizationId: string,
  userId: string,
  given: string | null,
) {
  return await decide(context, organizationId, userId, {
    mutation: "Mutation.refuseRegistration",
    status: "DEACTIVATED",
    given,
    texts: applicationRefused,
  });
}

interface Decision {
  readonly mutation: `Mutation.${string}`;
  readonly status: "ACTIVE" | "DEACTIVATED";
  /** The reason as it was given. */
  readonly given: string | null;
  readonly texts: (legalName: string, reason: string | null) => Texts;
}

async function decide(
  context: RegistrationContext,
  organizationId: string,
  userId: string,
  { mutation, status, given, texts }: Decision,
) {
  const reload = async () => ({ user: await context.loaders.user.byId.clear(userId).load(userId) });
  return await act(context, { mutation, answer: reload }, async ({ transaction, tell, audit }) => {
    const reason = givenText(given, ["reason"]);
    // Conditional, so that of two decisions at once one counts.
    const decided = await transaction.execute(
      "UPDATE organization_membership SET status = ?" +
        " WHERE user_id = ? AND organization_id = ? AND status = 'PENDING'",
      [status, userId, organizationId],
    );
    if (decided === 0) throw new Refused("NOT_FOUND", "Nobody of this id waits for approval.", ["userId"]);
    if (status === "ACTIVE")
      await transaction.update(UserAccountEntity, { id: userId }, { appliedVatNumber: null });
    const { email, language, legalName } = await applicantTo(transaction, organizationId, userId);
    tell({ channel: "email", to: email, language, texts: texts(legalName, reason) });
    const { target } = await auditedPerson(transaction, userId);
    audit({ target, reason });
  });
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
