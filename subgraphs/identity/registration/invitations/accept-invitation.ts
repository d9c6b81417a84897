import type { Reader, Writer } from "../../../shared/database";
import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { auditedPerson } from "../../audit/audited-person";
import { recordAudit } from "../../audit/record-audit";
import type { IdentityContext } from "../../context";
import { hashPassword } from "../../credentials/passwords/password-hash";
import { wrongCode } from "../user-errors";
import type { SignInPayloadType } from "../../credentials/sessions/session-payloads.type";
import { NOBODY, signedIn, type SignInContext } from "../../credentials/sessions/sign-in";
import { rememberClient } from "../../credentials/sessions/sign-in-throttles";
import { beginSession } from "../../credentials/sessions/session.repository";
import { attempt, succeeded } from "../../../shared/throttle/attempt";
import { clientAddress } from "../../../shared/throttle/client-address";
import { THROTTLES } from "../../../shared/throttle/rules";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import { badInput } from "../../people/person-faults";
import type { AcceptInvitationInput } from "./invitation-input.types";
import { invitationTokenHash } from "./invitation-token";
import { withdrawInvitation } from "./invite";

/** A link that was followed, replaced or let lapse, and one that never was. */
const NO_INVITATION: UserErrorType = {
  code: "BAD_USER_INPUT",
  message: "The invitation holds no more. Ask your company to send it again.",
  field: ["input", "token"],
};

interface OpenInvitation {
  readonly id: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly username: string;
}

/**
 * Link and code together give the invited person their password and make them ACTIVE, with the grants that they were
 * registered with; and sign them in. A password that may not be chosen costs no try.
 */
export async function acceptInvitation(
  context: SignInContext & Pick<IdentityContext, "services">,
  { token, code, password }: AcceptInvitationInput,
): Promise<SignInPayloadType> {
  const { database, services, request, now } = context;
  const throttle = { rule: THROTTLES.codeFromAddress, key: clientAddress(request.ipAddress) };
  const wait = await attempt(context, throttle);
  if (wait !== null) return refused(tooManyAttempts(wait));
  const invitation = await openInvitation(database.read, token, now());
  if (invitation === null) return refused(NO_INVITATION);
  const fault = await services.passwordFault(password, { username: invitation.username });
  if (fault !== null) return refused(badInput(fault, ["input", "password"]));
  const { userId } = invitation;
  const passwordHash = await hashPassword(password);
  const session = await database.write(async (transaction) => {
    const at = now();
    if (!(await services.codes.redeem(transaction, invitation.id, code, at)))
      return wrongCode(["input", "code"]);
    await succeeded(transaction, context, throttle);
    if (!(await activate(transaction, invitation, passwordHash))) return NO_INVITATION;
    const began = await beginSession(transaction, userId, request, at);
    await rememberClient(transaction, context, userId);
    const person = await auditedPerson(transaction, userId);
    await recordAudit(transaction, { at, request }, [
      { ...person, actorId: userId, action: "Mutation.acceptInvitation", outcome: "ALLOWED" },
    ]);
    return began;
  });
  if ("code" in session) return refused(session);
  return await signedIn(context, userId, session, NO_INVITATION.message);
}

async function openInvitation(reader: Reader, token: string, now: number): Promise<OpenInvitation | null> {
  return await reader.row<OpenInvitation>(
    "SELECT i.id, i.user_id AS userId, i.organization_id AS organizationId, u.username FROM invitation i" +
      " JOIN user_account u ON u.id = i.user_id AND u.status = 'INVITED'" +
      " JOIN organization_membership m ON m.user_id = i.user_id" +
      " AND m.organization_id = i.organization_id AND m.status = 'INVITED'" +
      " WHERE i.token_hash = ? AND i.expires_at > ?",
    [invitationTokenHash(token), now],
  );
}

/** False when the account was deactivated meanwhile. A second acceptance does not get here: it found the code gone. */
async function activate(
  transaction: Writer,
  { userId, organizationId }: OpenInvitation,
  passwordHash: string,
): Promise<boolean> {
  await withdrawInvitation(transaction, userId, organizationId);
  const activated = await transaction.execute(
    "UPDATE user_account SET password_hash = ?, status = 'ACTIVE' WHERE id = ? AND status = 'INVITED'",
    [passwordHash, userId],
  );
  await transaction.execute(
    "UPDATE organization_membership SET status = 'ACTIVE' WHERE user_id = ? AND status = 'INVITED'",
    [userId],
  );
  return activated > 0;
}

function refused(error: UserErrorType): SignInPayloadType {
  return { ...NOBODY, userErrors: [error] };
}
