import { FEED_ONLY_PROFILES } from "../../../schema/access/vocabulary";
import { notFound, Refused } from "../../shared/act";
import { act, type IdentityAct } from "../act/act";
import type { GrantsContext } from "./context";
import { endGrants } from "./end-grants";
import { grantsById } from "./grant.repository";
import { grantRecord } from "./grant-audit";
import { toldOfEnded } from "./grant-messages";
import { locateScope } from "./granted-scope";
import { notEnded } from "./in-force";
import { assertLegalRepRemains } from "./legal-rep-remains";
import type { ProfileGrantType } from "./profile-grant.type";

/**
 * Ends a grant of the company. Nobody takes from themselves what only the operator gives, and a company keeps a legal
 * representative: CONFLICT. @throws CodedError NOT_FOUND when the grant has ended meanwhile, FORBIDDEN
 */
export async function revokeGrant(context: GrantsContext, grantId: string) {
  return await act(
    context,
    { mutation: "Mutation.revokeProfile", prepare: () => labelOf(context) },
    async (inside, label) => {
      const { transaction, now, tell, audit } = inside;
      const [grant] = await grantsById(transaction, [grantId], notEnded("g", now));
      const organizationId = grant?.scope.organizationId ?? null;
      if (grant === undefined || organizationId === null) throw notFound();
      await assertRevocable(inside, grant, organizationId);
      await endGrants(transaction, [grant.id], now);
      tell(...(await toldOfEnded(transaction, [grant], () => label)));
      audit(grantRecord(grant, "ended"));
      return { grant, ended: [grant] };
    },
  );
}

/** What people call the grant's scope, for the message. */
async function labelOf(context: GrantsContext): Promise<string> {
  const [scope] = context.decided?.objects[0]?.path.scopes ?? [];
  if (scope === undefined) throw notFound();
  return (await locateScope(context, scope))?.label ?? scope.id;
}

async function assertRevocable(
  inside: IdentityAct,
  { profile, userId, id }: ProfileGrantType,
  organizationId: string,
): Promise<void> {
  if (FEED_ONLY_PROFILES.has(profile) && userId === inside.caller.userId)
    throw new Refused("CONFLICT", `Your own ${profile} only the operator could give back.`, ["grantId"]);
  if (profile === "LEGAL_REP") await assertLegalRepRemains(inside, organizationId, [id], ["grantId"]);
}
