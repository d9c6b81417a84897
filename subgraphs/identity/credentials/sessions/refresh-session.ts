import { auditedPerson } from "../../audit/audited-person";
import { recordAudit } from "../../audit/record-audit";
import { readRefreshToken } from "./refresh-token";
import type { SignInPayloadType } from "./session-payloads.type";
import { rotateSession } from "./rotate-session";
import { refused, signedIn, type SignInContext } from "./sign-in";

const SESSION_OVER = "This session has ended. Sign in again.";

/** Exchanges a refresh token for the next one and a new access token. */
export async function refreshSession(
  context: SignInContext,
  refreshToken: string,
): Promise<SignInPayloadType> {
  const presented = readRefreshToken(refreshToken);
  if (presented === null) return refused(SESSION_OVER);
  const rotated = await context.database.write(async (transaction) => {
    const now = context.now();
    const result = await rotateSession(
      transaction,
      context.services.keyedHash,
      presented,
      context.request,
      now,
    );
    if (result !== null && "reusedOf" in result) {
      const { organizationIds } = await auditedPerson(transaction, result.reusedOf);
      const target = { type: "Session", id: presented.sessionId, label: null };
      // Nobody knows who held the copy: the trail names the session, not its owner, as the one acted on.
      const entry = { organizationIds, actorId: null, target, action: "Mutation.refreshSession" };
      await recordAudit(transaction, { at: now, request: context.request }, [
        { ...entry, outcome: "REFUSED" },
      ]);
    }
    return result;
  });
  if (rotated === null || "reusedOf" in rotated) return refused(SESSION_OVER);
  return await signedIn(context, rotated.userId, rotated.token, SESSION_OVER);
}
