import type { AuditEntry } from "../audit";
import type { ActEntry } from "./spec";

/** What an act knows of everything that it records. */
export interface KnownToAct extends Pick<AuditEntry, "actorId" | "grantId" | "action"> {
  /** The company in whose chain it is kept; null for the chain of none. */
  readonly company: string | null;
}

/** Completes what a verb says of a record by what its act knows. What the verb says comes first. */
export function entryOf({ company, ...known }: KnownToAct): (entry: ActEntry) => AuditEntry {
  const organizationIds = company === null ? [] : [company];
  return (entry) => ({ ...known, organizationIds, outcome: "ALLOWED", ...entry });
}
