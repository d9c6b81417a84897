import type { Writer } from "../../../shared/database";
import { auditedPerson } from "../../audit/audited-person";
import { recordAudit } from "../../audit/record-audit";
import type { IdentityContext } from "../../context";

/** Keeps that a person ended one of their sessions, or with null several at once, in the trail of their companies. */
export async function endedByUser(
  transaction: Writer,
  { now, request }: Pick<IdentityContext, "now" | "request">,
  userId: string,
  action: string,
  sessionId: string | null,
): Promise<void> {
  const person = await auditedPerson(transaction, userId);
  const session = sessionId === null ? person.target : { type: "Session", id: sessionId, label: null };
  const { organizationIds } = person;
  await recordAudit(transaction, { at: now(), request }, [
    { organizationIds, actorId: userId, action, target: session, outcome: "ALLOWED" },
  ]);
}
