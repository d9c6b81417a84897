import { GRANT_PREVIEW } from "../../../schema/internal/caller";
import { answering, type InternalFunction } from "../../shared/subgraph/definition";
import type { ExplainServices } from "./context";
import { openPreview } from "./preview-grant";

/** What the inventories ask, sealed for the viewer who follows a preview: whose rows to count, before and after. */
export const grantPreview: InternalFunction<ExplainServices> = answering(
  GRANT_PREVIEW,
  async ({ id }, environment, caller) => {
    const preview = await openPreview(id, caller, environment);
    if (preview === null) return null;
    const { organizationId, before, after } = preview;
    return { organizationId, before, after };
  },
);
