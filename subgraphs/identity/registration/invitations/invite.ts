import { v7 as uuid } from "uuid";
import type { Writer } from "../../../shared/database";
import type { Language } from "../../../shared/work/delivery/language";
import type { Message } from "../../../shared/work/delivery/message";
import { invitation, invitationCode } from "../../messages/texts/invitation";
import { withdrawCodes, type OneTimeCodes } from "../../../shared/codes/one-time-codes";
import { sentTo } from "../../people/contact";
import { InvitationEntity } from "./invitation.entity";
import { newInvitationToken } from "./invitation-token";

/** Days for which an invitation holds, link and code alike. */
export const INVITATION_DAYS = 7;
const INVITATION_LIFETIME = INVITATION_DAYS * 24 * 60 * 60_000;

/** What an invitation is made with. */
export interface InvitationServices {
  readonly codes: OneTimeCodes;
  /** Where the customer area's pages are: the link leads there. */
  readonly portalUrl: string;
}

/** Somebody who is INVITED to a company. */
export interface Invitee {
  readonly userId: string;
  readonly username: string;
  readonly email: string;
  readonly mobileNumber: string | null;
  readonly language: Language;
  readonly organizationId: string;
  readonly legalName: string;
}

/**
 * Invites, in place of any invitation before: a link by e-mail and a code by SMS, or where there is no number by another
 * e-mail. The code holds as long as the link, as it alone opens nothing.
 * @returns what to send @param now epoch milliseconds
 */
export async function invite(
  transaction: Writer,
  { services }: { readonly services: InvitationServices },
  { userId, organizationId, legalName, username, email, mobileNumber, language }: Invitee,
  now: number,
): Promise<readonly Message[]> {
  await withdrawInvitation(transaction, userId, organizationId);
  const { token, hash } = newInvitationToken();
  const [id, expiresAt] = [uuid(), now + INVITATION_LIFETIME];
  const row = { id, userId, organizationId, tokenHash: hash, expiresAt, ...sentTo({ email, mobileNumber }) };
  await transaction.insert(InvitationEntity, [row]);
  const code = await services.codes.issue(transaction, id, now, INVITATION_LIFETIME);
  const link = new URL(`/invitation?token=${token}`, services.portalUrl).href;
  const toNumber = mobileNumber === null ? null : { channel: "sms" as const, to: mobileNumber };
  const byEmail = { channel: "email" as const, to: email };
  const shared = { language, expiresAt };
  return [
    { ...byEmail, ...shared, texts: invitation(legalName, username, link, INVITATION_DAYS) },
    { ...(toNumber ?? byEmail), ...shared, texts: invitationCode(code, INVITATION_DAYS) },
  ];
}

/** Takes back the invitation that is out for the membership, if there is one. */
export async function withdrawInvitation(
  transaction: Writer,
  userId: string,
  organizationId: string,
): Promise<void> {
  const found = await transaction.find(InvitationEntity, { where: { userId, organizationId } });
  await withdrawCodes(
    transaction,
    found.map(({ id }) => id),
  );
  await transaction.delete(InvitationEntity, { userId, organizationId });
}
