import { createHmac, hkdfSync } from "node:crypto";

/**
 * HMAC-SHA-256, base64url, under a key of its own for each purpose, derived from identity's secret (HKDF, RFC 5869): what
 * the database holds of names, addresses and short codes tells nothing to whoever reads the database alone.
 */
export type KeyedHash = (purpose: string, text: string) => string;

/** Hashes by an HMAC under a key of the secret's; each purpose has its own. @param secret at least 32 characters */
export function keyedHash(secret: string): KeyedHash {
  const keys = new Map<string, Uint8Array>();
  return (purpose, text) => {
    let key = keys.get(purpose);
    if (key === undefined) {
      key = new Uint8Array(hkdfSync("sha256", secret, "", `identity ${purpose}`, 32));
      keys.set(purpose, key);
    }
    return createHmac("sha256", key).update(text).digest("base64url");
  };
}
