import { Refused } from "../../shared/act";
import { allOf } from "../../shared/database";
import { act, type IdentityAct } from "../act/act";
import type { GrantsContext } from "./context";
import { endSessionsExcept } from "../credentials/sessions/session.repository";
import { endGrants } from "./end-grants";
import { grantsWhere } from "./grant.repository";
import { grantRecord } from "./grant-audit";
import { notEnded } from "./in-force";
import { assertLegalRepRemains } from "./legal-rep-remains";
import { emailTo, recipients } from "../messages/recipients";
import { userDeactivated } from "../messages/texts/user-deactivated";

const FIELD = ["input", "userId"];

/**
 * Ends what a person is and holds in a company, and every session of theirs. What other companies gave stays: with
 * nothing left anywhere the account itself is DEACTIVATED. NOT_FOUND for whoever is not registered with the company,
 * CONFLICT for oneself and for its last legal representative.
 */
export async function deactivateUser(
  context: GrantsContext,
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string },
) {
  return await act(
    context,
    {
      mutation: "Mutation.deactivateUser",
      answer: async () => ({ user: await context.loaders.user.byId.load(userId) }),
    },
    async (inside) => {
      const { transaction, caller, now, on, tell, audit } = inside;
      if (userId === caller.userId) throw new Refused("CONFLICT", "Nobody deactivates themselves.", FIELD);
      await deactivateMembership(inside, organizationId, userId);
      const inCompany = {
        sql: "g.user_id = ? AND g.organization_id = ?",
        parameters: [userId, organizationId],
      };
      const ended = await grantsWhere(transaction, allOf([inCompany, notEnded("g", now)]));
      const ids = ended.map(({ id }) => id);
      await assertLegalRepRemains(inside, organizationId, ids, FIELD);
      const person = (await recipients(transaction, [userId])).get(userId);
      tell(...emailTo(person, userDeactivated(on.label ?? organizationId)));
      await endGrants(transaction, ids, now);
      await endSessionsExcept(transaction, userId, null, now);
      await deactivateIdleAccount(inside, userId);
      const target = { type: "User", id: userId, label: person?.displayName ?? null };
      audit(...ended.map((grant) => grantRecord(grant, "ended")), { target });
    },
  );
}

async function deactivateMembership(
  { transaction }: IdentityAct,
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

/**
 * The user name of whoever never accepted the invitation is free again: the account was nobody's yet. No name has a colon.
 * An account lives on while any company knows the person, or any grant of theirs has not ended.
 */
async function deactivateIdleAccount({ transaction, now }: IdentityAct, userId: string): Promise<void> {
  const standing = notEnded("g", now);
  await transaction.execute(
    "UPDATE user_account SET status = 'DEACTIVATED'," +
      " username_key = CASE WHEN password_hash IS NULL THEN ? ELSE username_key END WHERE id = ?" +
      " AND NOT EXISTS (SELECT 1 FROM organization_membership m WHERE m.user_id = ? AND m.status <> 'DEACTIVATED')" +
      ` AND NOT EXISTS (SELECT 1 FROM profile_grant g WHERE g.user_id = ? AND ${standing.sql})`,
    [`released:${userId}`, userId, userId, userId, ...standing.parameters],
  );
}
