import type { JSONWebKeySet } from "jose";
import type { Caller } from "../../schema/access/caller";
import type { Sealer } from "../../schema/access/seal";
import { appendEnvelope } from "../../schema/access/sealed-body";
import { UnavailableError } from "../../schema/errors";
import type { LookupCause, ResolveCaller } from "./caller-lookup";

export interface IdentityClientOptions {
  /** Where identity answers sealed calls: `http://host:port/internal`. */
  readonly url: string;
  readonly sealer: Sealer;
  readonly now: () => number;
  readonly timeoutMs?: number;
}

export interface IdentityClient {
  readonly publicKeys: () => Promise<JSONWebKeySet>;
  readonly resolveCaller: ResolveCaller;
}

const TIMEOUT_MS = 2_000;

/** Identity in a process of its own, asked under the gateway's seal. @throws UnavailableError when it does not answer. */
export function createIdentityClient(options: IdentityClientOptions): IdentityClient {
  async function call(name: string, input: object, cause?: LookupCause): Promise<unknown> {
    const body = JSON.stringify({ name, input });
    const requestId = cause?.requestId ?? "gateway";
    const facts = { requestId, userAgent: null, ipAddress: null, acceptLanguage: null };
    const envelope = options.sealer.seal({ caller: null, facts }, "identity", body, options.now());
    try {
      const response = await fetch(options.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...cause?.trace },
        body: appendEnvelope(body, envelope),
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`identity answered ${response.status}`);
      return ((await response.json()) as { result: unknown }).result;
    } catch (cause) {
      throw Object.assign(new UnavailableError("Who is asking cannot be looked up just now"), { cause });
    }
  }
  return {
    publicKeys: async () => (await call("publicKeys", {})) as JSONWebKeySet,
    resolveCaller: async (session, cause) => (await call("caller", session, cause)) as Caller | null,
  };
}
