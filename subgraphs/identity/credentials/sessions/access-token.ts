import { SignJWT } from "jose";
import { v7 as uuid } from "uuid";
import { ACCESS_TOKEN_LIFETIME_SECONDS, SIGNING_ALGORITHM } from "../keys/signing-algorithm";
import type { SigningKey } from "../keys/signing-keys";

/** RFC 9068 wants the client named; there is one, the operator's own. */
const CLIENT_ID = "area-clienti";

/** Who issues access tokens, and for whom. */
export interface AccessTokenSettings {
  /** The `iss` claim. */
  readonly issuer: string;
  /** The `aud` claim: the gateway. */
  readonly audience: string;
}

/** A signed access token, a JWT, and its end in epoch milliseconds. */
export interface AccessToken {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** A JWT access token (RFC 9068) for a user in a session; says who, never what they may do. @param now epoch milliseconds */
export async function signAccessToken(
  key: SigningKey,
  settings: AccessTokenSettings,
  subject: { readonly userId: string; readonly sessionId: string },
  now: number,
): Promise<AccessToken> {
  const issuedAt = Math.floor(now / 1000);
  const expiresAt = issuedAt + ACCESS_TOKEN_LIFETIME_SECONDS;
  const token = await new SignJWT({ sid: subject.sessionId, client_id: CLIENT_ID })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ: "at+jwt" })
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setSubject(subject.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .setJti(uuid())
    .sign(key.privateKey);
  return { token, expiresAt: expiresAt * 1000 };
}
