import type { RequestFacts } from "../../../schema/access/request-facts";

/** What became of an act: done, refused, or failed on the way. */
export const AUDIT_OUTCOMES = ["ALLOWED", "REFUSED", "FAILED"] as const;
/** One of AUDIT_OUTCOMES. */
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Something that was done, or was refused, as the trail keeps it (docs/audit.md). */
export interface AuditEntry {
  /** In whose chains it is kept; with none, in the chain of no organization. */
  readonly organizationIds: readonly string[];
  readonly actorId: string | null;
  /** The grant that allowed it. */
  readonly grantId?: string | null;
  /** Coordinate of what was done or read: `Mutation.grantProfile`. */
  readonly action: string;
  readonly target: {
    readonly type: string;
    readonly id: string;
    readonly label: string | null;
  } | null;
  readonly outcome: AuditOutcome;
  /** As given by the actor. */
  readonly reason?: string | null;
}

/** When, and from where. */
export interface AuditOccasion {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null where no request brought it: the operator's feed. */
  readonly request: Pick<RequestFacts, "requestId" | "ipAddress" | "userAgent"> | null;
}
