import { createHash, randomBytes } from "node:crypto";
import type { KeyedHash } from "../../../shared/text/keyed-hash";

const SECRET_BYTES = 32;
const FORM = /^([\w-]{1,64})\.([\w-]{43})$/;

/** An opaque refresh token: `<session id>.<256 random bits>`. Only its hash is stored. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly token: string;
  /** SHA-256, base64url. A fast hash will do: nobody guesses 256 random bits. */
  readonly hash: string;
}

/** Makes the refresh token of a session; only its hash is stored. */
export function newRefreshToken(sessionId: string): RefreshToken {
  const token = `${sessionId}.${randomBytes(SECRET_BYTES).toString("base64url")}`;
  return { sessionId, token, hash: hashOf(token) };
}

/**
 * The one token that follows this one: derived under a key of identity's, so that whoever presents the same token twice gets
 * the same next one, and nobody else can work it out.
 */
export function nextRefreshToken(hash: KeyedHash, { sessionId, token }: RefreshToken): RefreshToken {
  const next = `${sessionId}.${hash("refresh token", token)}`;
  return { sessionId, token: next, hash: hashOf(next) };
}

/** Null when the text has not the form of one. */
export function readRefreshToken(token: string): RefreshToken | null {
  const sessionId = FORM.exec(token)?.[1];
  return sessionId === undefined ? null : { sessionId, token, hash: hashOf(token) };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
