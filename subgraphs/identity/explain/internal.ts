import { z } from "zod";
import type { InternalFunction } from "../../shared/subgraph/definition";
import type { IdentityServices } from "../services";
import { openPreview } from "./preview-grant";

const PREVIEW = z.object({ id: z.string() });

/** What the inventories ask, sealed for the viewer who follows a preview: whose rows to count, before and after. */
export const accessFunctions: Readonly<Record<string, InternalFunction<IdentityServices>>> = {
  async grantPreview(input, environment, caller) {
    const preview = await openPreview(PREVIEW.parse(input).id, caller, environment);
    if (preview === null) return null;
    const { organizationId, before, after } = preview;
    return { organizationId, before, after };
  },
};
