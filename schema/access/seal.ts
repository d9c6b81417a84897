import { createHmac, createSecretKey, hash, hkdfSync, timingSafeEqual, type KeyObject } from "node:crypto";
import type { RequestFacts } from "./request-facts";
import { freezeCaller, type Caller } from "./caller";

/** Seconds for which a sealed caller holds (access.md): long enough for one call, too short to collect. */
export const SEAL_LIFETIME_SECONDS = 30;

/** What processes started by hand in demo mode agree on. Public, so nothing but demo mode may use it. */
export const DEMO_SEAL_SECRET = "demo mode only: this secret is public";

/** What a caller is sealed for: the words of one process to one other. */
interface Claims {
  readonly iss: string;
  readonly aud: string;
  /** Epoch seconds. */
  readonly exp: number;
  /** SHA-256, base64url, of the body's bytes without `extensions`. */
  readonly body: string;
  /** Milliseconds for which the asking process waits; without it as long as the seal holds. */
  readonly ms?: number;
  /** Null: the sealing process acts for itself ("system"), not for a person. */
  readonly caller: Caller | null;
  readonly facts: RequestFacts;
}

/** Why an envelope is refused. Told to the log, never to the client. */
export class SealError extends Error {
  constructor(
    readonly reason: "missing" | "malformed" | "forged" | "wrong audience" | "expired" | "altered body",
  ) {
    super(`The sealed caller is refused: ${reason}`);
    this.name = "SealError";
  }
}

/** What one process tells another about a request: who asks, and what came with it. */
export interface Sealed {
  /** Null: the sealing process acts for itself ("system"), not for a person. */
  readonly caller: Caller | null;
  readonly facts: RequestFacts;
}

/** Seals requests for one audience at a time. */
export interface Sealer {
  /**
   * @param body the exact text of the request without its `extensions`
   * @param now epoch milliseconds
   * @param milliseconds how long the asking process waits for the answer
   */
  seal(sealed: Sealed, audience: string, body: string, now: number, milliseconds?: number): string;
}

/** What a seal held, and which process sealed it. */
export interface Opened extends Sealed {
  readonly issuer: string;
  /** For how long the asking process waits, from when it asked. */
  readonly milliseconds: number;
}

/** Opens what was sealed for this process. */
export interface Opener {
  /** @throws SealError unless the envelope was sealed for this audience, this body, and less than 30 s ago. */
  open(envelope: unknown, body: string, now: number): Opened;
}

/** Seals callers as `issuer`. Keys are derived per audience (HKDF, RFC 5869): one subgraph's key opens nothing elsewhere. */
export function createSealer(secret: string, issuer: string): Sealer {
  const keys = new Map<string, KeyObject>();
  return {
    seal({ caller, facts }, audience, body, now, milliseconds) {
      let key = keys.get(audience);
      if (key === undefined) keys.set(audience, (key = keyFor(secret, audience)));
      const exp = Math.floor(now / 1000) + SEAL_LIFETIME_SECONDS;
      const claims: Omit<Claims, keyof Sealed> = {
        iss: issuer,
        aud: audience,
        exp,
        body: digest(body),
        ...(milliseconds !== undefined && { ms: milliseconds }),
      };
      const text = `${JSON.stringify(claims).slice(0, -1)},${told(caller, facts)}`;
      const payload = Buffer.from(text).toString("base64url");
      return `${payload}.${sign(key, payload).toString("base64url")}`;
    },
  };
}

/** The way there and back, at most: a tenth of the time. */
const LONGEST_WAY_MS = 250;

/**
 * How long the one who is asked may work, when the one who asks waits so many milliseconds: its word that it gave up must
 * arrive before the other says so itself, and nothing may be done after that.
 */
export function workTime(waits: number | undefined): number | undefined {
  return waits === undefined ? undefined : Math.round(waits - Math.min(LONGEST_WAY_MS, waits / 10));
}

const TOLD = new WeakMap<RequestFacts, { readonly caller: Caller | null; readonly text: string }>();

/** The claims that are the same for each subgraph that a request asks, as the end of a JSON object. */
function told(caller: Caller | null, facts: RequestFacts): string {
  const known = TOLD.get(facts);
  // A mutation's later fields have another caller, with the facts of the same request.
  if (known !== undefined && known.caller === caller) return known.text;
  const text = JSON.stringify({ caller, facts }).slice(1);
  TOLD.set(facts, { caller, text });
  return text;
}

/**
 * Opens what was sealed for `audience` with one of the secrets: there are two while one is being changed
 * (docs/operations.md, "Secrets and their rotation").
 */
export function createOpener(secrets: string | readonly string[], audience: string): Opener {
  const keys = [secrets].flat().map((secret) => keyFor(secret, audience));
  return {
    open(envelope, body, now) {
      if (typeof envelope !== "string" || envelope === "") throw new SealError("missing");
      const [payload, signature, ...rest] = envelope.split(".");
      if (payload === undefined || signature === undefined || rest.length > 0)
        throw new SealError("malformed");
      const given = Buffer.from(signature, "base64url");
      const isSigned = keys.some((key) => {
        const expected = sign(key, payload);
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      if (!isSigned) throw new SealError("forged");
      // Only what our own key signed is parsed.
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
      if (claims.aud !== audience) throw new SealError("wrong audience");
      if (now >= claims.exp * 1000) throw new SealError("expired");
      if (claims.body !== digest(body)) throw new SealError("altered body");
      return {
        caller: claims.caller === null ? null : freezeCaller(claims.caller),
        facts: claims.facts,
        issuer: claims.iss,
        milliseconds: claims.ms ?? SEAL_LIFETIME_SECONDS * 1000,
      };
    },
  };
}

const SEALED_HERE = new WeakSet<Caller>();

/**
 * The same seal without the arithmetic, for a gateway and a subgraph in one process: the frozen caller is its own
 * envelope. Only an object that passed through here opens; a look-alike does not.
 */
export function sealInProcess(caller: Caller): Caller {
  const frozen = Object.isFrozen(caller) ? caller : freezeCaller(caller);
  SEALED_HERE.add(frozen);
  return frozen;
}

/** @throws SealError for any object that `sealInProcess` did not give. */
export function openInProcess(envelope: unknown): Caller {
  if (typeof envelope !== "object" || envelope === null) throw new SealError("missing");
  if (!SEALED_HERE.has(envelope as Caller)) throw new SealError("forged");
  return envelope as Caller;
}

function keyFor(secret: string, audience: string): KeyObject {
  const derived = hkdfSync("sha256", secret, "area-clienti", `sealed caller for ${audience}`, 32);
  return createSecretKey(new Uint8Array(derived));
}

function sign(key: KeyObject, payload: string): Buffer {
  return createHmac("sha256", key).update(payload).digest();
}

function digest(body: string): string {
  return hash("sha256", body, "base64url");
}
