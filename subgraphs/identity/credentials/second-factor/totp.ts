import { Secret, TOTP } from "otpauth";

/** What every authenticator app assumes (RFC 6238 with its defaults): SHA-1, six digits, 30 seconds. */
const PARAMETERS = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** Bytes: as many as the hash's output has (RFC 4226, section 4). */
const SECRET_BYTES = 20;
/** Steps before and after the present one that are accepted: a device's clock is seldom exact (RFC 6238, section 5.2). */
const WINDOW = 1;
const ISSUER = "Area Clienti";

const FORM = /^\d{6}$/;

/** A new secret, in Base32. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app reads from a QR code: `otpauth://totp/…`. */
export function otpauthUri(secret: string, username: string): string {
  return totp(secret, username).toString();
}

/**
 * The time step whose code this is, or null. The caller must refuse one that is not later than the last that was accepted:
 * a code is good once (RFC 6238, section 5.2). @param now epoch milliseconds
 */
export function stepOf(secret: string, code: string, now: number): number | null {
  if (!FORM.test(code)) return null;
  const generator = totp(secret, "");
  const delta = generator.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : generator.counter({ timestamp: now }) + delta;
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({ ...PARAMETERS, issuer: ISSUER, label, secret: Secret.fromBase32(secret) });
}
