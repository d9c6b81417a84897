import { z } from "zod";
import type { Caller } from "../access/caller";
import { PROFILES, SCOPE_KINDS, SERVICES } from "../access/vocabulary";
import { contract } from "./contract";

const ID = z.string().min(1).max(64);
/** Epoch milliseconds. */
const INSTANT = z.int().min(0);

const GRANT = z.object({
  id: ID,
  profile: z.enum(PROFILES),
  services: z.array(z.enum(SERVICES)),
  scope: z.object({ kind: z.enum(SCOPE_KINDS), id: ID }),
  organizationIds: z.array(ID),
  contractId: ID.nullable(),
  validFrom: INSTANT,
  validUntil: INSTANT.nullable(),
});

/** A person with what they hold, as identity says it. */
const CALLER: z.ZodType<Caller> = z.object({
  userId: ID.nullable(),
  sessionId: ID.nullable(),
  organizationIds: z.array(ID),
  grants: z.array(GRANT),
  at: INSTANT,
});

/** Identity's function `caller`: who a session is and what it holds now; null when it has ended or is another person's. */
export const CALLER_OF_SESSION = contract(
  "caller",
  z.object({ userId: z.string(), sessionId: z.string() }),
  CALLER.nullable(),
);

/**
 * Identity's function `person`: what a person holds now, signed in or not, for work that goes on after their session; null
 * when the account is not ACTIVE. The caller has no session.
 */
export const CALLER_OF_PERSON = contract("person", z.object({ userId: z.string() }), CALLER.nullable());

const KEYS = z.object({
  keys: z.array(
    z.object({
      kty: z.string(),
      crv: z.string(),
      x: z.string(),
      kid: z.string(),
      alg: z.string(),
      use: z.string(),
    }),
  ),
});

/** A JSON Web Key Set (RFC 7517, section 5) of Ed25519 keys (RFC 8037). */
export type PublicKeys = z.infer<typeof KEYS>;

/** Identity's function `publicKeys`: what verifies its access tokens. */
export const PUBLIC_KEYS = contract("publicKeys", z.object({}), KEYS);

/** A person as they are, and as they would be with a grant in question. */
export interface PreviewedCallers {
  readonly organizationId: string;
  readonly before: Caller;
  readonly after: Caller;
}

const PREVIEWED: z.ZodType<PreviewedCallers> = z.object({
  organizationId: ID,
  before: CALLER,
  after: CALLER,
});

/** Identity's function `grantPreview`: what a preview's id stands for; null unless the viewer who asks made it lately. */
export const GRANT_PREVIEW = contract("grantPreview", z.object({ id: z.string() }), PREVIEWED.nullable());
