import { z } from "zod";
import { viewerTokens, type ViewerTokens } from "../../shared/tokens/viewer-token";
import { AUDIT_OUTCOMES } from "../../shared/audit";

/** Seconds in which a download has to begin. */
export const EXPORT_LIFETIME_SECONDS = 5 * 60;

const AUDIT_FILTER = z.object({
  actorId: z.string().nullable(),
  action: z.string().nullable(),
  target: z.object({ type: z.string(), id: z.string() }).nullable(),
  outcome: z.enum(AUDIT_OUTCOMES).nullable(),
  from: z.number().nullable(),
  to: z.number().nullable(),
});

const EXPORT = z.object({
  file: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("users"), organizationId: z.string(), search: z.string().nullable() }),
    z.object({ kind: z.literal("auditLog"), organizationId: z.string(), filter: AUDIT_FILTER.nullable() }),
  ]),
});
/** Which file a viewer may open: the list that it shows, with its filter. */
export type Export = z.infer<typeof EXPORT>;
export type ExportOf<Kind extends Export["file"]["kind"]> = Extract<Export["file"], { kind: Kind }>;

export type ExportTokens = ViewerTokens<Export>;

export function exportTokens(secret: string): ExportTokens {
  return viewerTokens({
    secret,
    purpose: "identity export",
    lifetimeSeconds: EXPORT_LIFETIME_SECONDS,
    claims: EXPORT,
  });
}

/** What a file is made of: a page of its list at a time. */
export type Pages = AsyncIterable<string>;
