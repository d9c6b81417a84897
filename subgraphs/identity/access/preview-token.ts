import { hkdfSync } from "node:crypto";
import { EncryptJWT, errors, jwtDecrypt } from "jose";
import { z } from "zod";
import { PROFILES, SCOPE_KINDS, SERVICES } from "../../../schema/access/vocabulary";

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
export interface PreviewTokens {
  /** @param now epoch milliseconds */
  seal(grant: PreviewedGrant, viewerId: string, now: number): Promise<string>;
  /** Null unless it was sealed here, for this viewer, less than a minute ago. */
  open(token: string, viewerId: string, now: number): Promise<PreviewedGrant | null>;
}

/** JWE (RFC 7516) under a key of its own, derived from identity's secret (HKDF, RFC 5869). */
export function previewTokens(secret: string): PreviewTokens {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "identity grant preview", 32));
  return {
    async seal(grant, viewerId, now) {
      const issuedAt = Math.floor(now / 1000);
      return await new EncryptJWT({ ...grant })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setSubject(viewerId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + PREVIEW_LIFETIME_SECONDS)
        .encrypt(key);
    },
    async open(token, viewerId, now) {
      try {
        const { payload } = await jwtDecrypt(token, key, {
          subject: viewerId,
          currentDate: new Date(now),
          contentEncryptionAlgorithms: ["A256GCM"],
          keyManagementAlgorithms: ["dir"],
        });
        return CLAIMS.parse(payload);
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
