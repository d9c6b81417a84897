import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** What keys are derived for: signing keys in the database. */
export const SIGNING_KEY_AT_REST = "identity signing key at rest";
/** The same for people's second factors. */
export const SECOND_FACTOR_AT_REST = "identity second factor at rest";

/** What identity keeps sealed in its database. */
export interface Sealing {
  /** Seals with AES-256-GCM: base64url of nonce, tag and cipher text. @param associated what the text belongs to, e.g. a row's id */
  seal(plain: string, associated: string): string;
  /** Opens what `seal` made. @throws Error when secret, purpose or owner is another, or the text was touched */
  open(sealed: string, associated: string): string;
}

/** @param purpose says what the derived key is for: the secret serves several (HKDF's info, RFC 5869) */
export function sealing(secret: string, purpose: string): Sealing {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", purpose, KEY_LENGTH));
  return {
    seal: (plain, associated) => sealText(plain, key, associated),
    open: (sealed, associated) => openText(sealed, key, associated),
  };
}

function sealText(plain: string, key: Uint8Array, associated: string): string {
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(Buffer.from(associated));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

function openText(sealed: string, key: Uint8Array, associated: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const nonce = bytes.subarray(0, NONCE_LENGTH);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(bytes.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH));
  const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_LENGTH + TAG_LENGTH)), decipher.final()]);
  return plain.toString("utf8");
}
