import { countAttempt, Refused, refuseFaults } from "../../../shared/act";
import type { Writer } from "../../../shared/database";
import { foldText } from "../../../shared/inventory";
import { THROTTLES } from "../../../shared/throttle/rules";
import { act } from "../../act/act";
import { auditedPerson } from "../../audit/audited-person";
import { cleanDisplayName, displayNameFaults } from "../../people/person-faults";
import { renamePerson } from "../../people/rename-person";
import { afterContactChanges } from "../../people/contact-changes";
import type { Contact } from "../../people/contact";
import { signedInUser } from "../../people/signed-in-user";
import type { RegistrationContext } from "../context";
import type { CorrectInvitationInput } from "./invitation-input.types";
import { invite, type Invitee } from "./invite";
import { openInvitee } from "./open-invitee";

/**
 * Corrects somebody who is INVITED and has not accepted, and invites them anew: what was sent to the address or number
 * before is worth nothing any more. NOT_FOUND when nobody of this id is invited to the company. CONFLICT for whoever
 * stands in another company's list too, or holds a grant there: with the address the account would pass to whoever reads
 * it, and all that the other company gave.
 */
export async function correctInvitation(context: RegistrationContext, input: CorrectInvitationInput) {
  const { organizationId, userId } = input;
  const given = typeof input.displayName === "string" ? cleanDisplayName(input.displayName) : null;
  return await act(
    context,
    {
      mutation: "Mutation.correctInvitation",
      async prepare() {
        refuseFaults(given === null ? [] : displayNameFaults(given, ["input", "displayName"]));
        await countAttempt(
          context,
          { rule: THROTTLES.resendInvitation, key: `${organizationId}\n${userId}` },
          { rule: THROTTLES.inviteByUser, key: signedInUser(context.caller) },
        );
      },
      answer: async () => ({ user: await context.loaders.user.byId.clear(userId).load(userId) }),
    },
    async ({ transaction, now, tell, audit }) => {
      const invitee = await openInvitee(transaction, {
        sql: "m.user_id = ? AND m.organization_id = ?",
        parameters: [userId, organizationId],
      });
      if (invitee === null)
        throw new Refused("NOT_FOUND", "Nobody of this id has an open invitation.", ["input", "userId"]);
      if (await isKnownElsewhere(transaction, userId, organizationId))
        throw new Refused("CONFLICT", "Only the operator corrects this person.", ["input", "userId"]);
      const contact = corrected(invitee, input);
      await writeContact(transaction, userId, contact);
      if (given !== null) await renamePerson(transaction, userId, given);
      const changes = [{ userId, before: invitee, after: contact }];
      tell(...(await afterContactChanges(transaction, changes, now)));
      tell(...(await invite(transaction, context, { ...invitee, ...contact }, now)));
      audit({ target: (await auditedPerson(transaction, userId)).target });
    },
  );
}

/** Null takes a number away; what is left out stays. */
function corrected(invitee: Invitee, { email, mobileNumber }: CorrectInvitationInput): Contact {
  return {
    email: email ?? invitee.email,
    mobileNumber: mobileNumber === undefined ? invitee.mobileNumber : mobileNumber,
  };
}

async function writeContact(
  transaction: Writer,
  userId: string,
  { email, mobileNumber }: Contact,
): Promise<void> {
  await transaction.execute(
    "UPDATE user_account SET fed_email = COALESCE(fed_email, email)," +
      " fed_mobile_number = COALESCE(fed_mobile_number, mobile_number, '')," +
      " email = ?, email_key = ?, mobile_number = ? WHERE id = ?",
    [email, foldText(email), mobileNumber, userId],
  );
}

async function isKnownElsewhere(
  transaction: Writer,
  userId: string,
  organizationId: string,
): Promise<boolean> {
  const found = await transaction.row(
    "SELECT user_id FROM organization_membership WHERE user_id = ? AND organization_id <> ?" +
      " UNION SELECT user_id FROM profile_grant" +
      " WHERE user_id = ? AND (organization_id IS NULL OR organization_id <> ?) AND revoked_at IS NULL",
    [userId, organizationId, userId, organizationId],
  );
  return found !== null;
}
