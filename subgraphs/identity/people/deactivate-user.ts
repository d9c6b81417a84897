import { allOf } from "../../shared/database";
import { Refused } from "../../shared/act";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { actOnCompany, decideAgain, type Act } from "../grants/act-on-company";
import { endGrants } from "../grants/end-grants";
import { grantsWhere } from "../grants/grant.repository";
import { grantEntry } from "../grants/grant-audit";
import { notEnded } from "../grants/in-force";
import { assertLegalRepRemains } from "../grants/legal-rep-remains";
import { queueMessages } from "../messages/queue-message";
import { emailTo, recipients } from "../messages/recipients";
import { userDeactivated } from "../messages/texts/user-deactivated";
import { endSessionsExcept } from "../credentials/sessions/session.repository";

const MUTATION = "Mutation.deactivateUser";
const FIELD = ["input", "userId"];

/**
 * Ends what a person is and holds in a company, and every session of theirs. What other companies gave stays: with
 * nothing left anywhere the account itself is DEACTIVATED.
 * @throws Refused NOT_FOUND for whoever is not registered with the company, CONFLICT for oneself and for its last legal
 *   representative; CodedError
 */
export async function deactivateUser(
  context: IdentityContext,
  organizationId: string,
  userId: string,
): Promise<void> {
  await actOnCompany(context, organizationId, async (act) => {
    const { transaction, caller, now } = act;
    const path = { scopes: [{ kind: "ORGANIZATION" as const, id: organizationId }] };
    const allowedBy = decideAgain(act, context, MUTATION, path);
    if (userId === caller.userId) throw new Refused("CONFLICT", "Nobody deactivates themselves.", FIELD);
    await deactivateMembership(act, organizationId, userId);
    const inCompany = {
      sql: "g.user_id = ? AND g.organization_id = ?",
      parameters: [userId, organizationId],
    };
    const ended = await grantsWhere(transaction, allOf([inCompany, notEnded("g", now)]));
    const ids = ended.map(({ id }) => id);
    await assertLegalRepRemains(act, organizationId, ids, FIELD);
    const person = (await recipients(transaction, [userId])).get(userId);
    const company = await companyName(act, organizationId);
    await queueMessages(transaction, emailTo(person, userDeactivated(company)), now);
    await endGrants(transaction, ids, now);
    await endSessionsExcept(transaction, userId, null, now);
    await deactivateIdleAccount(act, userId);
    const entry = { actorId: caller.userId, grantId: allowedBy, action: MUTATION };
    const target = { type: "User", id: userId, label: person?.displayName ?? null };
    await recordAudit(transaction, { at: now, request: context.request }, [
      ...ended.map((grant) => grantEntry(entry, grant, "ended")),
      { ...entry, organizationIds: [organizationId], target, outcome: "ALLOWED" },
    ]);
  });
}

async function deactivateMembership(
  { transaction }: Act,
  organizationId: string,
  userId: string,
): Promise<void> {
  const changed = await transaction.execute(
    "UPDATE organization_membership SET status = 'DEACTIVATED'" +
      " WHERE organization_id = ? AND user_id = ? AND status IN ('INVITED', 'ACTIVE')",
    [organizationId, userId],
  );
  if (changed === 0)
    throw new Refused("NOT_FOUND", "Nobody of this id is registered with the company.", FIELD);
}

/** An account lives on while any company knows the person, or any grant of theirs has not ended. */
async function deactivateIdleAccount({ transaction, now }: Act, userId: string): Promise<void> {
  const standing = notEnded("g", now);
  await transaction.execute(
    "UPDATE user_account SET status = 'DEACTIVATED' WHERE id = ?" +
      " AND NOT EXISTS (SELECT 1 FROM organization_membership m WHERE m.user_id = ? AND m.status <> 'DEACTIVATED')" +
      ` AND NOT EXISTS (SELECT 1 FROM profile_grant g WHERE g.user_id = ? AND ${standing.sql})`,
    [userId, userId, userId, ...standing.parameters],
  );
}

async function companyName({ transaction }: Act, organizationId: string): Promise<string> {
  const row = await transaction.row<{ legalName: string }>(
    "SELECT legal_name AS legalName FROM organization WHERE id = ?",
    [organizationId],
  );
  return row?.legalName ?? organizationId;
}
