import { z } from "zod";
import { PROFILES, SCOPE_KINDS, SERVICES } from "../../../schema/access/vocabulary";
import { viewerTokens, type ViewerTokens } from "../../shared/tokens/viewer-token";

/** Seconds for which a preview's id holds: it is followed within the operation that it was made for. */
export const PREVIEW_LIFETIME_SECONDS = 60;

const SCOPE = z.object({ kind: z.enum(SCOPE_KINDS), id: z.string() });
const CLAIMS = z.object({
  organizationId: z.string(),
  userId: z.string(),
  profile: z.enum(PROFILES),
  services: z.array(z.enum(SERVICES)),
  /** The scope path of the grant's scope: the scope itself first. */
  scopes: z.array(SCOPE).min(1),
});
/** A grant in question: to whom, what, on which scope of which organization. */
export type PreviewedGrant = z.infer<typeof CLAIMS>;

/** Ids of previews: encrypted, so that they say nothing; for one viewer and a minute, so that they lead nobody else. */
export type PreviewTokens = ViewerTokens<PreviewedGrant>;

/** The tokens that previews are named by. @param secret at least 32 characters */
export function previewTokens(secret: string): PreviewTokens {
  return viewerTokens({
    secret,
    purpose: "identity grant preview",
    lifetimeSeconds: PREVIEW_LIFETIME_SECONDS,
    claims: CLAIMS,
  });
}
