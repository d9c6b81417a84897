import { generateKeyPairSync } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import type { KeyPair } from "../gateway/world/identity";
import { WORLD } from "./catalogue";

/** As bench/gateway/world/identity publishes the key. */
const KEY_ID = "bench";

export interface TokenOptions {
  readonly issuer: string;
  readonly audience: string;
}

/** An Ed25519 pair made for one run. */
export function keyPair(): KeyPair {
  return generateKeyPairSync("ed25519", {
    privateKeyEncoding: { format: "pem", type: "pkcs8" },
    publicKeyEncoding: { format: "pem", type: "spki" },
  });
}

/** Access tokens (RFC 9068) by persona: the session names the persona, the scope is the catalogue's. */
export async function tokensFor(
  keys: KeyPair,
  { issuer, audience }: TokenOptions,
): Promise<Record<string, string>> {
  const forger = keyPair();
  const tokens: Record<string, string> = {};
  for (const [persona, { token, scope }] of Object.entries(WORLD.personas)) {
    if (token === "none") continue;
    const { privateKey } = token === "forged" ? forger : keys;
    const hours = token === "expired" ? -2 : 8;
    tokens[persona] = await new SignJWT({ sid: persona, scope })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: KEY_ID })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(persona)
      .setIssuedAt(Math.floor(Date.now() / 1_000) - (token === "expired" ? 3 * 3_600 : 60))
      .setExpirationTime(Math.floor(Date.now() / 1_000) + hours * 3_600)
      .setJti(persona)
      .sign(await importPKCS8(privateKey, "EdDSA"));
  }
  return tokens;
}
