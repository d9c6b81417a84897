import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;

/** What stands in an invitation's link: 256 random bits, of which only the hash is stored. */
export interface InvitationToken {
  /** Hexadecimal: one word, so that no six digits of it look like a code. */
  readonly token: string;
  /** SHA-256, base64url. A fast hash will do: nobody guesses 256 random bits. */
  readonly hash: string;
}

/** Makes the token of an invitation's link; only its hash is stored. */
export function newInvitationToken(): InvitationToken {
  const token = randomBytes(TOKEN_BYTES).toString("hex");
  return { token, hash: invitationTokenHash(token) };
}

/** The hash by which the token of a link is found. */
export function invitationTokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
