import type { Sealer } from "../../../schema/access/seal";
import { appendEnvelope } from "../../../schema/access/sealed-body";
import { UnavailableError } from "../../../schema/errors";
import type { InternalCall } from "./definition";

export interface InternalClientOptions {
  /** Seals as the calling subgraph. */
  readonly sealer: Sealer;
  /** Where each subgraph listens: `http://host:port`. */
  readonly urls: ReadonlyMap<string, string>;
  readonly now: () => number;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 2_000;

/** Calls other subgraphs' internal functions over HTTP. @throws UnavailableError when one does not answer in time. */
export function createInternalClient(options: InternalClientOptions): InternalCall {
  return async (subgraph, name, input, caller) => {
    const url = options.urls.get(subgraph);
    if (url === undefined) throw new UnavailableError(`${subgraph} cannot be reached`);
    const body = JSON.stringify({ name, input });
    const facts = { requestId: "internal", userAgent: null, ipAddress: null, acceptLanguage: null };
    const envelope = options.sealer.seal({ caller, facts }, subgraph, body, options.now());
    try {
      const response = await fetch(new URL("/internal", url), {
        method: "POST",
        // What is sealed for one subgraph is no business of wherever a redirect leads.
        redirect: "error",
        headers: { "content-type": "application/json" },
        body: appendEnvelope(body, envelope),
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`${subgraph} answered ${response.status}`);
      return ((await response.json()) as { result: unknown }).result;
    } catch (cause) {
      throw Object.assign(new UnavailableError(`${subgraph} cannot be reached`), { cause });
    }
  };
}
