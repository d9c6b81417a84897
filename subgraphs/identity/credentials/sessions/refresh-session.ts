import { publicAct } from "../../act/act";
import { auditedPerson } from "../../audit/audited-person";
import type { CredentialsContext } from "../context";
import { readRefreshToken, type RefreshToken } from "./refresh-token";
import { rotateSession } from "./rotate-session";
import { letGo, refused, signedIn } from "./sign-in";

const SESSION_OVER = "This session has ended. Sign in again.";
// These two leave a session alive, and must not say that it has ended.
const NO_TOKEN = "This is not a whole refresh token. Send the one of the last answer, or sign in again.";
const USED_ELSEWHERE =
  "Another device has just used this refresh token, and its session goes on. Sign in again on this one.";

/**
 * Exchanges a refresh token for the next one and a new access token.
 * @param given the client's own; without one, that of its cookie
 */
export async function refreshSession(context: CredentialsContext, given: string | null | undefined) {
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
        const presented = readRefreshToken(given ?? request.session?.refreshToken ?? "");
        if (presented === null) throw refused(NO_TOKEN);
        return Promise.resolve(presented);
      },
      answer: ({ userId, token }: { readonly userId: string; readonly token: RefreshToken }) =>
        signedIn(context, userId, token, SESSION_OVER),
    },
    async ({ transaction, now, audit }, presented) => {
      const result = await rotateSession(
        transaction,
        services.keyedHash,
        presented,
        request,
        services.sessionLimits,
        now,
      );
      if (result === "used elsewhere") return refused(USED_ELSEWHERE);
      if (result === null || "reusedOf" in result) letGo(context);
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
