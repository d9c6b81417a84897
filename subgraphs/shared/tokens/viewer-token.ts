import { hkdfSync } from "node:crypto";
import { EncryptJWT, errors, jwtDecrypt, type JWTPayload } from "jose";
import type { z } from "zod";

/** Words of a subgraph to itself that pass through a viewer's hands: encrypted, for that viewer and a short time. */
export interface ViewerTokens<Claims> {
  /** @param now epoch milliseconds */
  seal(claims: Claims, viewerId: string, now: number): Promise<ViewerToken>;
  /** Null unless it was sealed here, for this purpose and viewer, and still holds. */
  open(token: string, viewerId: string, now: number): Promise<Claims | null>;
}

/** A token and its end. */
export interface ViewerToken {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What a kind of token is made with. */
export interface ViewerTokenOptions<Claims extends object> {
  /** At least 32 characters. */
  readonly secret: string;
  /** Each purpose has a key of its own, so that no token serves another. */
  readonly purpose: string;
  readonly lifetimeSeconds: number;
  readonly claims: z.ZodType<Claims>;
}

/** JWE (RFC 7516) under a key derived from a secret (HKDF, RFC 5869). */
export function viewerTokens<Claims extends object>({
  secret,
  purpose,
  lifetimeSeconds,
  claims: shape,
}: ViewerTokenOptions<Claims>): ViewerTokens<Claims> {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", purpose, 32));
  return {
    async seal(claims, viewerId, now) {
      const issuedAt = Math.floor(now / 1000);
      const expiresAt = issuedAt + lifetimeSeconds;
      const token = await new EncryptJWT({ ...(claims as JWTPayload) })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setSubject(viewerId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .encrypt(key);
      return { token, expiresAt: expiresAt * 1000 };
    },
    async open(token, viewerId, now) {
      try {
        const { payload } = await jwtDecrypt(token, key, {
          subject: viewerId,
          currentDate: new Date(now),
          contentEncryptionAlgorithms: ["A256GCM"],
          keyManagementAlgorithms: ["dir"],
        });
        return shape.parse(payload);
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
