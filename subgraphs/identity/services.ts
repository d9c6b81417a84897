import type { Database } from "../shared/database";
import { previewTokens, type PreviewTokens } from "./access/preview-token";
import { signingKey } from "./keys/signing-keys";
import { oneTimeCodes, type OneTimeCodes } from "./one-time-codes/one-time-codes";
import { signAccessToken, type AccessToken, type AccessTokenSettings } from "./sessions/access-token";

/** What identity is told by its process's environment. */
export interface IdentitySettings extends AccessTokenSettings {
  /** What the private key is sealed with at rest; at least 32 characters. */
  readonly secret: string;
}

/** What identity's resolvers live on beside the database. */
export interface IdentityServices {
  /** @param now epoch milliseconds */
  signAccessToken(
    subject: { readonly userId: string; readonly sessionId: string },
    now: number,
  ): Promise<AccessToken>;
  readonly previews: PreviewTokens;
  readonly codes: OneTimeCodes;
}

/**
 * Opens the signing key, or makes it on the first start of all.
 * @throws Error when the secret is too short, or not the one that the key was sealed with.
 */
export async function createIdentityServices(
  settings: IdentitySettings,
  database: Database,
  now: () => number,
): Promise<IdentityServices> {
  if (settings.secret.length < 32) throw new Error("The secret must have at least 32 characters");
  const key = await signingKey(database, settings.secret, now());
  return {
    signAccessToken: (subject, at) => signAccessToken(key, settings, subject, at),
    previews: previewTokens(settings.secret),
    codes: oneTimeCodes(settings.secret),
  };
}
