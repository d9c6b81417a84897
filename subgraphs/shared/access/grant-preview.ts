import { freezeCaller, type Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import { GRANT_PREVIEW, type PreviewedCallers } from "../../../schema/internal/caller";
import { allOf, countRows, type Reader, type SqlFragment } from "../database";
import { organizationPath } from "../scope/organization";
import type { SubgraphContext } from "../subgraph/definition";

/** A grant in question: the person as they are and as they would be (contract: GrantPreview). */
export interface GrantPreview extends PreviewedCallers {
  readonly id: string;
}

/** Asks identity, sealed as the viewer, what the id stands for; null unless that viewer made it a moment ago. */
export async function grantPreviewById(
  id: string,
  { internal, caller }: Pick<SubgraphContext<unknown, unknown>, "internal" | "caller">,
): Promise<GrantPreview | null> {
  // Identity's own word, by a sealed call: nobody else can answer in its place.
  const preview = await internal("identity", GRANT_PREVIEW, { id }, caller);
  if (preview === null) return null;
  const { organizationId, before, after } = preview;
  return { id, organizationId, before: freezeCaller(before), after: freezeCaller(after) };
}

/** A preview lies in the company that it was asked for. */
export function grantPreviewPath({ organizationId }: GrantPreview): ScopePath {
  return organizationPath({ id: organizationId });
}

/**
 * How many rows of the organization the person would reach and does not now: one COUNT by the scope rule of the type,
 * the same that its lists and look-ups go by.
 * @param organizationColumn a text of code, e.g. `l.organization_id`
 */
export async function countGained(
  reader: Reader,
  from: string,
  organizationColumn: string,
  { organizationId, before, after }: GrantPreview,
  reachable: (caller: Caller) => SqlFragment,
): Promise<number> {
  const now = reachable(before);
  const condition = allOf([
    { sql: `${organizationColumn} = ?`, parameters: [organizationId] },
    reachable(after),
    { sql: `NOT (${now.sql})`, parameters: now.parameters },
  ]);
  return await countRows(reader, from, condition);
}
