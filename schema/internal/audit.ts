import { z } from "zod";
import { contract } from "./contract";

const ID = z.string().min(1).max(64);

/** A text of at most so many characters (code points). */
function text(longest: number) {
  return z.string().refine((value) => Array.from(value).length <= longest);
}

/** A record of what another subgraph did, as identity takes it into a company's chain. */
export const AUDIT_EVENT = z.object({
  /** Made with the act; by it a second delivery is known. */
  id: ID,
  /** The company's id; null for the chain of no organization. */
  organizationId: ID.nullable(),
  /** Epoch milliseconds. */
  at: z.int().min(0),
  actorId: ID.nullable(),
  grantId: ID.nullable(),
  /** Coordinate: `Mutation.setLineLabel`. */
  action: z
    .string()
    .regex(/^[A-Za-z]\w*\.\w+$/)
    .max(128),
  target: z.object({ type: text(64), id: ID, label: text(255).nullable() }).nullable(),
  outcome: z.enum(["ALLOWED", "REFUSED", "FAILED"]),
  reason: text(500).nullable(),
  ipAddress: text(45).nullable(),
  userAgent: text(255).nullable(),
  requestId: text(64).nullable(),
});

/** A record on its way to identity's chain; its instant is in epoch milliseconds. */
export type AuditEvent = z.infer<typeof AUDIT_EVENT>;

/** Most events that one call delivers. */
export const MOST_EVENTS = 100;

/** Identity's internal function `recordEvents`: takes events into their chains, each once, whatever comes twice. */
export const RECORD_EVENTS = contract(
  "recordEvents",
  z.object({ events: z.array(AUDIT_EVENT).min(1).max(MOST_EVENTS) }),
  z.object({ recorded: z.int().min(0) }),
);
