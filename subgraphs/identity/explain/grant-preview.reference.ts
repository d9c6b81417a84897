import { fieldsGained } from "../../../schema/access/verdict";
import type { ExplainContext } from "./context";
import type { GrantPreviewType } from "./grant-preview.type";
import { openPreview } from "./preview-grant";

/** The preview of an id of ours; null for everybody but the viewer who asked for it. */
export async function grantPreviewById(
  id: string,
  context: ExplainContext,
): Promise<GrantPreviewType | null> {
  const preview = await openPreview(id, context.caller, context);
  if (preview === null) return null;
  const { organizationId, grant, before, after } = preview;
  const gained = () => Promise.resolve(fieldsGained(before, after, context.rules, { scopes: grant.scopes }));
  return { id, organizationId, fieldsGained: gained };
}
