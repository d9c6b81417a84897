import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from "jose";
import type { PublicKeys } from "../../../../schema/internal/caller";
import { columns, ConstraintViolation, sql, type Database } from "../../../shared/database";
import { ACCESS_TOKEN_LIFETIME_SECONDS, SIGNING_ALGORITHM } from "./signing-algorithm";
import { sealing, SIGNING_KEY_AT_REST } from "./key-encryption";
import { SigningKeyEntity } from "./signing-key.entity";

/** The stored keys were sealed with another IDENTITY_SECRET. The message says what to do. */
export class ForeignSecretError extends Error {
  override readonly name = "ForeignSecretError";
}

/** A key that signs tokens and checkpoints. `kid` is the thumbprint of its public key (RFC 7638). */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

interface StoredKey {
  readonly kid: string;
  readonly sealed: string;
}

/** Milliseconds for which a new key is published before it signs: whoever fetches keys has it by the first token. */
export const PUBLISHED_BEFORE = 60_000;
/** Milliseconds after which a process looks whether another key signs. */
export const LOOK_EVERY = 10_000;
/** Milliseconds for which a key that signs no more is published: its last token's lifetime, and a process slow to look. */
const PUBLISHED_AFTER = ACCESS_TOKEN_LIFETIME_SECONDS * 1000 + PUBLISHED_BEFORE;

/**
 * The key that signs at `now`, made on the first start. Processes that start together agree on one: the loser of the
 * unique key takes the winner's.
 * @throws Error when the stored key cannot be opened with this secret.
 */
export async function signingKey(database: Database, secret: string, now: number): Promise<SigningKey> {
  const stored = (await storedKey(database, now)) ?? (await createFirstKey(database, secret, now));
  return { kid: stored.kid, privateKey: await open(stored, secret) };
}

/** The key that signs at an instant, looked up again every ten seconds: a rotation reaches every process by itself. */
export async function presentSigningKey(
  database: Database,
  secret: string,
  now: number,
): Promise<(now: number) => Promise<SigningKey>> {
  let known = { key: signingKey(database, secret, now), lookedAt: now };
  await known.key;
  return async (at) => {
    if (Math.abs(at - known.lookedAt) >= LOOK_EVERY) {
      const before = known;
      const looked = { key: signingKey(database, secret, at), lookedAt: at };
      known = looked;
      // A look that failed is not remembered: the next token looks again.
      looked.key.catch(() => {
        if (known === looked) known = { ...before, lookedAt: Number.NEGATIVE_INFINITY };
      });
    }
    return await known.key;
  };
}

/** The public keys of access tokens that may be alive at `now`: of the keys that sign, are about to, or have until lately. */
export async function publicKeys(database: Database, now: number): Promise<PublicKeys> {
  const rows = await database.read.rows<{ jwk: string }>(
    "SELECT public_jwk AS jwk FROM signing_key WHERE retired_at IS NULL OR retired_at > ?" +
      " ORDER BY created_at, kid",
    [now - PUBLISHED_AFTER],
  );
  return { keys: rows.map(({ jwk }) => JSON.parse(jwk) as PublicKeys["keys"][number]) };
}

/** Every public key that there ever was: what was signed for longer than a token's lifetime is verified with them. */
export async function everyPublicKey(database: Database): Promise<PublicKeys> {
  const rows = await database.read.rows<{ jwk: string }>(
    "SELECT public_jwk AS jwk FROM signing_key ORDER BY created_at, kid",
  );
  return { keys: rows.map(({ jwk }) => JSON.parse(jwk) as PublicKeys["keys"][number]) };
}

/**
 * Has a new key sign from a minute on. The old one signs until then, and is published until its last token has expired;
 * after that its private half is forgotten.
 * @param olderThan rotates only a key that was made before this instant: of several processes one does
 * @returns the new key's id, or null when nothing was old enough
 */
export async function rotateSigningKey(
  database: Database,
  secret: string,
  now: number,
  olderThan: number = Number.MAX_SAFE_INTEGER,
): Promise<string | null> {
  const row = await newKey(secret, now);
  const signsFrom = now + PUBLISHED_BEFORE;
  return await database.write(async (transaction) => {
    await transaction.execute(
      "UPDATE signing_key SET sealed_private_jwk = '' WHERE retired_at <= ? AND sealed_private_jwk <> ''",
      [now - PUBLISHED_AFTER],
    );
    const retired = await transaction.execute(
      "UPDATE signing_key SET signs = NULL, retired_at = ? WHERE signs = ? AND created_at < ?",
      [signsFrom, SIGNING_ALGORITHM, olderThan],
    );
    if (retired === 0) return null;
    await transaction.insert(SigningKeyEntity, [{ ...row, signsFrom }]);
    return row.kid;
  });
}

async function storedKey(database: Database, now: number): Promise<StoredKey | null> {
  const list = columns(SigningKeyEntity, undefined, { kid: "kid", sealed: "sealedPrivateJwk" });
  return await database.read.row(
    sql`SELECT ${list} FROM signing_key WHERE signs_from <= ${now} ORDER BY signs_from DESC, kid LIMIT 1`,
  );
}

async function createFirstKey(database: Database, secret: string, now: number): Promise<StoredKey> {
  const row = await newKey(secret, now);
  try {
    await database.write((transaction) => transaction.insert(SigningKeyEntity, [{ ...row, signsFrom: 0 }]));
    return { kid: row.kid, sealed: row.sealedPrivateJwk };
  } catch (error) {
    const winner = error instanceof ConstraintViolation ? await storedKey(database, now) : null;
    if (winner === null) throw error;
    return winner;
  }
}

async function newKey(secret: string, now: number) {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { crv: "Ed25519", extractable: true });
  const bare = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const publicJwk = { ...bare, kid, alg: SIGNING_ALGORITHM, use: "sig" };
  const privateJwk = JSON.stringify(await exportJWK(pair.privateKey));
  return {
    kid,
    publicJwk: JSON.stringify(publicJwk),
    sealedPrivateJwk: sealing(secret, SIGNING_KEY_AT_REST).seal(privateJwk, kid),
    createdAt: now,
    retiredAt: null,
    signs: SIGNING_ALGORITHM,
  };
}

async function open({ kid, sealed }: StoredKey, secret: string): Promise<CryptoKey> {
  let jwk: JWK;
  try {
    jwk = JSON.parse(sealing(secret, SIGNING_KEY_AT_REST).open(sealed, kid)) as JWK;
  } catch (cause) {
    const remedy = "restore the secret, or delete the rows of signing_key to sign with a new one";
    throw new ForeignSecretError(`The signing key cannot be opened with this IDENTITY_SECRET: ${remedy}`, {
      cause,
    });
  }
  const key = await importJWK(jwk, SIGNING_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error("The signing key is not a key pair");
  return key;
}
