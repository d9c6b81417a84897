import { z } from "zod";
import { AUDIT_OUTCOMES } from "../../shared/audit";
import type { CompanyFile } from "../../shared/downloads";
import { auditOfOrganization } from "./audit.repository";
import type { AuditEventType } from "./audit-event.type";
import type { AuditContext } from "./context";
import { usersByIds } from "../people/user.repository";

const PAGE = 500;

const FILTER = z
  .object({
    actorId: z.string().nullable(),
    action: z.string().nullable(),
    target: z.object({ type: z.string(), id: z.string() }).nullable(),
    outcome: z.enum(AUDIT_OUTCOMES).nullable(),
    from: z.number().nullable(),
    to: z.number().nullable(),
  })
  .nullable();

/** `Organization.auditLog` as NDJSON: the same events, newest first, an object with the same fields in each line. */
async function* pages(
  organizationId: string,
  filter: z.infer<typeof FILTER>,
  { database }: AuditContext,
): AsyncIterable<string> {
  for (let after: string | null = null; ;) {
    const list = await auditOfOrganization(database.read, organizationId, filter, { first: PAGE, after });
    const events = list.edges.map(({ node }) => node);
    const actorIds = [...new Set(events.flatMap(({ actorId }) => actorId ?? []))];
    const actors = new Map(
      (await usersByIds(database.read, actorIds)).map((user) => [user.id, user.displayName]),
    );
    if (events.length > 0) yield events.map((event) => lineOf(event, actors)).join("");
    if (!list.pageInfo.hasNextPage) return;
    after = list.pageInfo.endCursor;
  }
}

/** The file of `exportAuditLog`. */
export const auditLogFile: CompanyFile<AuditContext, z.infer<typeof FILTER>> = {
  kind: "auditLog",
  mutation: "Mutation.exportAuditLog",
  contentType: "application/x-ndjson; charset=utf-8",
  fileName: "audit-log.ndjson",
  filter: FILTER,
  pages,
};

function lineOf(
  { id, at, actorId, action, target, outcome, reason, requestId }: AuditEventType,
  actors: ReadonlyMap<string, string>,
): string {
  const actor = actorId === null ? null : { id: actorId, displayName: actors.get(actorId) ?? null };
  const event = { id, at: new Date(at).toISOString(), actor, action, target, outcome, reason, requestId };
  return `${JSON.stringify(event)}\n`;
}
