import { CodedError } from "../../../schema/errors";
import { allOf } from "../../shared/database";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { queueMessages } from "../messages/queue-message";
import { actOnCompany, decideAgain } from "./act-on-company";
import { endGrants } from "./end-grants";
import { grantsWhere } from "./grant.repository";
import { grantEntry } from "./grant-audit";
import { toldOfEnded } from "./grant-messages";
import { locateScope } from "./granted-scope";
import { notEnded } from "./in-force";

/**
 * R14: leaves a line without a user. A line that has none stays so, and nothing is recorded.
 * @throws CodedError NOT_FOUND or FORBIDDEN
 */
export async function endLineUser(context: IdentityContext, mutation: string, lineId: string): Promise<void> {
  const located = await locateScope(context, { kind: "MOBILE_LINE", id: lineId });
  if (located === null)
    throw new CodedError("NOT_FOUND", "There is no such object, or it is out of your scope");
  await actOnCompany(context, located.organizationId, async (act) => {
    const { transaction, caller, now } = act;
    const allowedBy = decideAgain(act, context, mutation, located.path);
    const onLine = { sql: "g.scope_id = ? AND g.profile = 'END_USER'", parameters: [lineId] };
    const ended = await grantsWhere(transaction, allOf([onLine, notEnded("g", now)]));
    if (ended.length === 0) return;
    await endGrants(
      transaction,
      ended.map(({ id }) => id),
      now,
    );
    await queueMessages(transaction, await toldOfEnded(transaction, ended, () => located.label), now);
    const entry = { actorId: caller.userId, grantId: allowedBy, action: mutation };
    const entries = ended.map((grant) => grantEntry(entry, grant, "ended"));
    await recordAudit(transaction, { at: now, request: context.request }, entries);
  });
}
