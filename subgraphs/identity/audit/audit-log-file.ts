import { auditOfOrganization } from "./audit.repository";
import type { AuditEventType } from "./audit-event.type";
import type { IdentityContext } from "../context";
import { usersByIds } from "../people/user.repository";
import type { ExportOf, Pages } from "../exports/export-token";

const PAGE = 500;

/** `Organization.auditLog` as NDJSON: the same events, newest first, an object with the same fields in each line. */
export async function* auditLogRows(
  { organizationId, filter }: ExportOf<"auditLog">,
  { database }: IdentityContext,
): Pages {
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

function lineOf(
  { id, at, actorId, action, target, outcome, reason, requestId }: AuditEventType,
  actors: ReadonlyMap<string, string>,
): string {
  const actor = actorId === null ? null : { id: actorId, displayName: actors.get(actorId) ?? null };
  const event = { id, at: new Date(at).toISOString(), actor, action, target, outcome, reason, requestId };
  return `${JSON.stringify(event)}\n`;
}
