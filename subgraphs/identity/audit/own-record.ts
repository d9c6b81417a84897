import type { ActEntry } from "../../shared/act";
import type { Reader } from "../../shared/database";
import { auditedPerson } from "./audited-person";

/** What a person did to their own account, for the trail of their companies. */
export async function ownRecord(
  reader: Reader,
  userId: string,
  outcome: "ALLOWED" | "REFUSED" = "ALLOWED",
): Promise<ActEntry> {
  return { ...(await auditedPerson(reader, userId)), actorId: userId, outcome };
}
