import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { ByteCache } from "../../runtime/byte-cache";

/** What an access token says once it is verified. */
export interface TokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What access tokens are checked with. */
export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Identity's present public keys (RFC 7517). */
  readonly publicKeys: () => Promise<JSONWebKeySet>;
  readonly now: () => number;
  /** Keeps what verified tokens say; 2 MiB unless given. */
  readonly verified?: ByteCache<TokenClaims>;
}

/** Reads access tokens of identity. */
export interface TokenVerifier {
  /** Null for a token that is expired, forged, of another issuer or audience, or no token at all (RFC 9068). */
  verify(token: string): Promise<TokenClaims | null>;
}

const DEFAULT_BYTES = 2 * 1024 * 1024;
const BYTES_PER_CLAIMS = 400;
/** A token under an unknown key asks for the keys again, but no more often than this, in milliseconds. */
const KEY_REFRESH_INTERVAL = 10_000;

/** A verifier that knows the public keys that identity signs with. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  // A token verifies the same way until it expires, and every request of a client carries the same one.
  const { verified = new ByteCache<TokenClaims>(DEFAULT_BYTES) } = options;
  const keys = refreshingKeys(options);
  return {
    async verify(token) {
      const known = verified.get(token);
      if (known !== undefined) return options.now() < known.expiresAt ? known : null;
      const claims = await verifyOnce(token, keys, options);
      if (claims !== null) verified.set(token, claims, token.length + BYTES_PER_CLAIMS);
      return claims;
    },
  };
}

async function verifyOnce(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience, now }: TokenVerifierOptions,
): Promise<TokenClaims | null> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ["EdDSA"],
      typ: "at+jwt",
      requiredClaims: ["sub", "sid", "exp"],
      currentDate: new Date(now()),
    });
    const { sub, sid, exp } = payload;
    if (typeof sub !== "string" || typeof sid !== "string" || typeof exp !== "number") return null;
    return { userId: sub, sessionId: sid, expiresAt: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function refreshingKeys(options: TokenVerifierOptions): JWTVerifyGetKey {
  let set: ReturnType<typeof createLocalJWKSet> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  function refresh(): Promise<void> {
    asking ??= (async () => {
      try {
        set = createLocalJWKSet(await options.publicKeys());
        askedAt = options.now();
      } finally {
        asking = undefined;
      }
    })();
    return asking;
  }

  return async (header, token) => {
    if (set === undefined) await refresh();
    try {
      return await known()(header, token);
    } catch (error) {
      const mayAsk = options.now() - askedAt >= KEY_REFRESH_INTERVAL;
      if (!(error instanceof errors.JWKSNoMatchingKey) || !mayAsk) throw error;
      await refresh();
      return known()(header, token);
    }
  };

  function known() {
    if (set === undefined) throw new errors.JWKSNoMatchingKey();
    return set;
  }
}
