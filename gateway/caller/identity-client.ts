import type { JSONWebKeySet } from "jose";
import { factsOf, type SealedClient } from "../../runtime/sealed-client";
import { UnavailableError } from "../../schema/errors";
import { CALLER_OF_SESSION, PUBLIC_KEYS } from "../../schema/internal/caller";
import type { InternalContract } from "../../schema/internal/contract";
import type { LookupCause, ResolveCaller } from "./caller-lookup";

/** What the gateway asks identity. */
export interface IdentityClient {
  readonly publicKeys: () => Promise<JSONWebKeySet>;
  readonly resolveCaller: ResolveCaller;
}

/** Identity in a process of its own, asked under the gateway's seal. @throws UnavailableError when it does not answer. */
export function createIdentityClient(client: SealedClient): IdentityClient {
  async function call<Input, Output>(
    contract: InternalContract<Input, Output>,
    input: Input,
    cause?: LookupCause,
  ): Promise<Output> {
    const facts = factsOf(cause?.requestId ?? "gateway");
    try {
      return await client.call("identity", contract, input, { caller: null, facts, trace: cause?.trace });
    } catch (cause) {
      // A client of the gateway knows nothing of subgraphs: it learns what could not be done.
      throw Object.assign(new UnavailableError("Who is asking cannot be looked up just now"), { cause });
    }
  }
  return {
    publicKeys: () => call(PUBLIC_KEYS, {}),
    resolveCaller: (session, cause) => call(CALLER_OF_SESSION, session, cause),
  };
}
