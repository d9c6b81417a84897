import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
/** Says what the derived key is for: the secret serves other purposes too (HKDF's info, RFC 5869). */
const PURPOSE = "identity signing key at rest";

/** Seals a text with AES-256-GCM under a key derived from the secret: base64url of nonce, tag and cipher text. */
export function sealText(plain: string, secret: string, associated: string): string {
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv(CIPHER, keyFrom(secret), nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(Buffer.from(associated));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Opens what `sealText` made. @throws Error when the secret is another, or the text was touched. */
export function openText(sealed: string, secret: string, associated: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const nonce = bytes.subarray(0, NONCE_LENGTH);
  const decipher = createDecipheriv(CIPHER, keyFrom(secret), nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(bytes.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH));
  const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_LENGTH + TAG_LENGTH)), decipher.final()]);
  return plain.toString("utf8");
}

function keyFrom(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", PURPOSE, KEY_LENGTH));
}
