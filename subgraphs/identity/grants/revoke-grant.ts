import { FEED_ONLY_PROFILES } from "../../../schema/access/vocabulary";
import { CodedError } from "../../../schema/errors";
import { Refused } from "../../shared/act";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { queueMessages } from "../messages/queue-message";
import { actOnCompany, decideAgain, type Act } from "./act-on-company";
import { endGrants } from "./end-grants";
import { grantsById } from "./grant.repository";
import { grantEntry } from "./grant-audit";
import { toldOfEnded } from "./grant-messages";
import { locateScope, pathOfScope } from "./granted-scope";
import { notEnded } from "./in-force";
import { assertLegalRepRemains } from "./legal-rep-remains";
import type { ProfileGrantType } from "./profile-grant.type";

/**
 * Ends a grant of the company. What only the operator gives nobody takes from themselves, and a company keeps a legal
 * representative.
 * @throws Refused CONFLICT where that would be so, CodedError NOT_FOUND when it has ended meanwhile, FORBIDDEN
 */
export async function revokeGrant(
  context: IdentityContext,
  mutation: string,
  grantId: string,
): Promise<ProfileGrantType> {
  const [known] = await grantsById(context.database.read, [grantId], { sql: "1 = 1", parameters: [] });
  const organizationId = known?.scope.organizationId ?? null;
  if (known === undefined || organizationId === null) throw notFound();
  const located = await locateScope(context, known.scope);
  return await actOnCompany(context, organizationId, async (act) => {
    const { transaction, caller, now } = act;
    const [grant] = await grantsById(transaction, [grantId], notEnded("g", now));
    if (grant === undefined) throw notFound();
    const allowedBy = decideAgain(act, context, mutation, pathOfScope(grant.scope));
    await assertRevocable(act, grant, organizationId);
    await endGrants(transaction, [grant.id], now);
    const messages = await toldOfEnded(transaction, [grant], ({ scope }) => located?.label ?? scope.id);
    await queueMessages(transaction, messages, now);
    const entry = { actorId: caller.userId, grantId: allowedBy, action: mutation };
    await recordAudit(transaction, { at: now, request: context.request }, [
      grantEntry(entry, grant, "ended"),
    ]);
    return grant;
  });
}

async function assertRevocable(act: Act, grant: ProfileGrantType, organizationId: string): Promise<void> {
  const { profile, userId, id } = grant;
  if (FEED_ONLY_PROFILES.has(profile) && userId === act.caller.userId)
    throw new Refused("CONFLICT", `Your own ${profile} only the operator could give back.`, ["grantId"]);
  if (profile === "LEGAL_REP") await assertLegalRepRemains(act, organizationId, [id], ["grantId"]);
}

function notFound(): CodedError {
  return new CodedError("NOT_FOUND", "There is no such object, or it is out of your scope");
}
