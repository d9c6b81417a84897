import type { Writer } from "../../shared/database";
import type { IdentityContext } from "../context";
import { auditedPerson } from "./audited-person";
import { recordAudit } from "./record-audit";

/** Keeps what a person did to their own account in the trail of their companies. Call it last, as `recordAudit`. */
export async function recordOwnAct(
  transaction: Writer,
  { now, request }: Pick<IdentityContext, "now" | "request">,
  userId: string,
  action: string,
  outcome: "ALLOWED" | "REFUSED" = "ALLOWED",
): Promise<void> {
  const person = await auditedPerson(transaction, userId);
  await recordAudit(transaction, { at: now(), request }, [{ ...person, actorId: userId, action, outcome }]);
}
