import { Refused } from "../../../shared/act";
import type { Reader, Writer } from "../../../shared/database";
import { succeeded } from "../../../shared/throttle/attempt";
import { clientAddress } from "../../../shared/throttle/client-address";
import { THROTTLES } from "../../../shared/throttle/rules";
import { publicAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { RegistrationContext } from "../context";
import { hashPassword } from "../../credentials/passwords/password-hash";
import type { RefreshToken } from "../../credentials/sessions/refresh-token";
import { beginSession } from "../../credentials/sessions/session.repository";
import { signedIn } from "../../credentials/sessions/sign-in";
import { rememberClient } from "../../credentials/sessions/sign-in-throttles";
import { stillReached } from "../../people/contact";
import { wrongCode } from "../user-errors";
import type { AcceptInvitationInput } from "./invitation-input.types";
import { invitationTokenHash } from "./invitation-token";
import { withdrawInvitation } from "./invite";

/** For a link that was followed, replaced or let lapse, and for one that never was. */
const NO_INVITATION = "The invitation holds no more. Ask your company to send it again.";

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
  context: RegistrationContext,
  { token, code, password }: AcceptInvitationInput,
) {
  const { database, services, request, now } = context;
  const throttle = { rule: THROTTLES.codeFromAddress, key: clientAddress(request.ipAddress) };
  return await publicAct(
    context,
    {
      mutation: "Mutation.acceptInvitation",
      throttles: [throttle],
      async prepare() {
        const invitation = await openInvitation(database.read, token, now());
        if (invitation === null) throw noInvitation();
        const fault = await services.passwordFault(password, { username: invitation.username });
        if (fault !== null) throw new Refused("BAD_USER_INPUT", fault, ["input", "password"]);
        return { invitation, passwordHash: await hashPassword(password) };
      },
      answer: ({ userId, session }: { readonly userId: string; readonly session: RefreshToken }) =>
        signedIn(context, userId, session, NO_INVITATION),
    },
    async ({ transaction, now: at, audit }, { invitation, passwordHash }) => {
      const { id, userId } = invitation;
      if (!(await services.codes.redeem(transaction, id, code, at))) return wrongCode(["input", "code"]);
      await succeeded(transaction, context, throttle);
      if (!(await activate(transaction, invitation, passwordHash))) return noInvitation();
      const session = await beginSession(transaction, userId, request, services.sessionLimits, at);
      await rememberClient(transaction, context, userId);
      audit(await ownRecord(transaction, userId));
      return { userId, session };
    },
  );
}

function noInvitation(): Refused {
  return new Refused("BAD_USER_INPUT", NO_INVITATION, ["input", "token"]);
}

async function openInvitation(reader: Reader, token: string, now: number): Promise<OpenInvitation | null> {
  return await reader.row<OpenInvitation>(
    "SELECT i.id, i.user_id AS userId, i.organization_id AS organizationId, u.username FROM invitation i" +
      " JOIN user_account u ON u.id = i.user_id AND u.status = 'INVITED'" +
      " JOIN organization_membership m ON m.user_id = i.user_id" +
      " AND m.organization_id = i.organization_id AND m.status = 'INVITED'" +
      ` WHERE i.token_hash = ? AND i.expires_at > ? AND ${stillReached("i", "u")}`,
    [invitationTokenHash(token), now],
  );
}

/** False when the account was deactivated meanwhile, or is reached elsewhere. A second acceptance does not get here: it found the code gone. */
async function activate(
  transaction: Writer,
  { id, userId, organizationId }: OpenInvitation,
  passwordHash: string,
): Promise<boolean> {
  const activated = await transaction.execute(
    "UPDATE user_account SET password_hash = ?, status = 'ACTIVE' WHERE id = ? AND status = 'INVITED'" +
      ` AND EXISTS (SELECT 1 FROM invitation i WHERE i.id = ? AND ${stillReached("i", "user_account")})`,
    [passwordHash, userId, id],
  );
  await withdrawInvitation(transaction, userId, organizationId);
  if (activated === 0) return false;
  await transaction.execute(
    "UPDATE organization_membership SET status = 'ACTIVE' WHERE user_id = ? AND status = 'INVITED'",
    [userId],
  );
  return true;
}
