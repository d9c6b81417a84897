/** Ed25519 under the name that RFC 8037 gives it. */
export const SIGNING_ALGORITHM = "EdDSA";
