import { publicAct } from "../../act/act";
import { auditedPerson } from "../../audit/audited-person";
import type { CredentialsContext } from "../context";
import { readRefreshToken, type RefreshToken } from "./refresh-token";
import { rotateSession } from "./rotate-session";
import { refused, signedIn } from "./sign-in";

const SESSION_OVER = "This session has ended. Sign in again.";

/** Exchanges a refresh token for the next one and a new access token. */
export async function refreshSession(context: CredentialsContext, refreshToken: string) {
  const { services, request } = context;
  return await publicAct(
    context,
    {
      mutation: "Mutation.refreshSession",
      // Nobody guesses a token, and its holder refreshes as often as they like.
      throttles: [],
      // The trail keeps only that a copy was used.
      unrecorded: true,
      prepare() {
        const presented = readRefreshToken(refreshToken);
        if (presented === null) throw refused(SESSION_OVER);
        return Promise.resolve(presented);
      },
      answer: ({ userId, token }: { readonly userId: string; readonly token: RefreshToken }) =>
        signedIn(context, userId, token, SESSION_OVER),
    },
    async ({ transaction, now, audit }, presented) => {
      const result = await rotateSession(transaction, services.keyedHash, presented, request, now);
      if (result === null) return refused(SESSION_OVER);
      if (!("reusedOf" in result)) return result;
      const { organizationIds } = await auditedPerson(transaction, result.reusedOf);
      // Nobody knows who held the copy: the trail names the session, not its owner, as the one acted on.
      const target = { type: "Session", id: presented.sessionId, label: null };
      audit({ organizationIds, target, outcome: "REFUSED" });
      return refused(SESSION_OVER);
    },
  );
}
