import { exportJWK, importPKCS8, importSPKI, SignJWT, type JSONWebKeySet } from "jose";
import type { Caller } from "../../../schema/access/caller";
import { ORGANIZATIONS } from "./data";

export const ISSUER = "https://identity.bench.example";
export const AUDIENCE = "https://api.bench.example";
const KEY_ID = "bench";

/** An Ed25519 pair in PEM (RFC 8410): made by the run, its public half handed to the contenders. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** Access tokens (RFC 9068) of as many sessions, each of a legal representative of one company. */
export async function accessTokens(count: number, { privateKey }: KeyPair): Promise<string[]> {
  const key = await importPKCS8(privateKey, "EdDSA");
  return Promise.all(
    Array.from({ length: count }, (_unused, number) =>
      new SignJWT({ sid: `session-${number}` })
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: KEY_ID })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(`representative-${number}`)
        .setIssuedAt()
        .setExpirationTime("15m")
        .setJti(`token-${number}`)
        .sign(key),
    ),
  );
}

export async function publicKeys(publicKey: string): Promise<JSONWebKeySet> {
  const jwk = await exportJWK(await importSPKI(publicKey, "EdDSA", { extractable: true }));
  return { keys: [{ ...jwk, kid: KEY_ID, alg: "EdDSA", use: "sig" }] };
}

/**
 * What the bench's identity says of a session: the n-th represents the company that the n-th request is about, and
 * uses one line of another. Callers are made for the call, as they are when a database answers.
 */
export function callerOf({ userId, sessionId }: { userId: string; sessionId: string }): Caller {
  const number = Number(sessionId.slice("session-".length));
  const own = `organization-${number % ORGANIZATIONS}`;
  const other = (number + 1) % ORGANIZATIONS;
  const at = Date.now();
  const common = { services: [], validFrom: 0, validUntil: null };
  return {
    userId,
    sessionId,
    organizationIds: [own],
    at,
    grants: [
      {
        ...common,
        id: `representative-of-${own}`,
        profile: "LEGAL_REP",
        scope: { kind: "ORGANIZATION", id: own },
        organizationIds: [own],
        contractId: null,
      },
      {
        ...common,
        id: `user-of-line-${other}-1`,
        profile: "END_USER",
        scope: { kind: "MOBILE_LINE", id: `line-${other}-1` },
        organizationIds: [`organization-${other}`],
        contractId: `contract-${other}-1`,
      },
    ],
  };
}
