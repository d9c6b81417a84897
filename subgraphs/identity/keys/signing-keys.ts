import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from "jose";
import { ConstraintViolation, type Database } from "../../shared/database";
import { sealing } from "./key-encryption";
import { SigningKeyEntity } from "./signing-key.entity";

/** Ed25519 under the name that RFC 8037 gives it. */
export const SIGNING_ALGORITHM = "EdDSA";

const AT_REST = "identity signing key at rest";

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

/** RFC 7517: what verifies the access tokens. */
export interface JsonWebKeySet {
  readonly keys: readonly JWK[];
}

interface StoredKey {
  readonly kid: string;
  readonly sealed: string;
}

/**
 * The key that signs now, made on the first start. Processes that start together agree on one: the loser of the unique
 * key takes the winner's.
 * @throws Error when the stored key cannot be opened with this secret.
 */
export async function signingKey(database: Database, secret: string, now: number): Promise<SigningKey> {
  const stored = (await storedKey(database)) ?? (await createKey(database, secret, now));
  return { kid: stored.kid, privateKey: await open(stored, secret) };
}

/** Every public key, those that no longer sign too: their tokens live on for minutes. */
export async function publicKeys(database: Database): Promise<JsonWebKeySet> {
  const rows = await database.read.rows<{ jwk: string }>(
    "SELECT `public_jwk` AS `jwk` FROM `signing_key` ORDER BY `created_at`, `kid`",
  );
  return { keys: rows.map(({ jwk }) => JSON.parse(jwk) as JWK) };
}

async function storedKey(database: Database): Promise<StoredKey | null> {
  return await database.read.row<StoredKey>(
    "SELECT `kid`, `sealed_private_jwk` AS `sealed` FROM `signing_key` WHERE `signs` = ?",
    [SIGNING_ALGORITHM],
  );
}

async function createKey(database: Database, secret: string, now: number): Promise<StoredKey> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { crv: "Ed25519", extractable: true });
  const bare = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const publicJwk = { ...bare, kid, alg: SIGNING_ALGORITHM, use: "sig" };
  const sealed = sealing(secret, AT_REST).seal(JSON.stringify(await exportJWK(pair.privateKey)), kid);
  const row = {
    kid,
    publicJwk: JSON.stringify(publicJwk),
    sealedPrivateJwk: sealed,
    createdAt: now,
    signs: SIGNING_ALGORITHM,
  };
  try {
    await database.write((transaction) => transaction.insert(SigningKeyEntity, [row]));
    return { kid, sealed };
  } catch (error) {
    const winner = error instanceof ConstraintViolation ? await storedKey(database) : null;
    if (winner === null) throw error;
    return winner;
  }
}

async function open({ kid, sealed }: StoredKey, secret: string): Promise<CryptoKey> {
  let jwk: JWK;
  try {
    jwk = JSON.parse(sealing(secret, AT_REST).open(sealed, kid)) as JWK;
  } catch (cause) {
    const remedy = "restore the secret, or delete the rows of signing_key to sign with a new one";
    throw new Error(`The signing key cannot be opened with this secret: ${remedy}`, { cause });
  }
  const key = await importJWK(jwk, SIGNING_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error("The signing key is not a key pair");
  return key;
}
