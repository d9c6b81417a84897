/** Ed25519 under the name that RFC 8037 gives it. */
export const SIGNING_ALGORITHM = "EdDSA";

/** Seconds for which an access token holds; a retired key is published for as long. */
export const ACCESS_TOKEN_LIFETIME_SECONDS = 15 * 60;
