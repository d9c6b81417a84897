import type { Caller } from "../schema/access/caller";
import type { Sealer } from "../schema/access/seal";
import { appendEnvelope } from "../schema/access/sealed-body";
import { UnavailableError } from "../schema/errors";
import type { InternalContract } from "../schema/internal/contract";
import type { RequestFacts } from "../schema/access/request-facts";
import type { TraceContext } from "./trace-context";
import { textWithin } from "./bounded-text";

/** What calls of other processes are sealed and sent with. */
export interface SealedClientOptions {
  /** Seals as the process that asks. */
  readonly sealer: Sealer;
  /** Where each subgraph listens, with any path; undefined for a name that none has. */
  readonly urlOf: (subgraph: string) => string | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds for a whole answer of a function, and for the beginning of a stream; default 2,000. */
  readonly timeoutMs?: number;
  /** Most bytes of a function's answer; default 8 MiB. */
  readonly maxAnswerBytes?: number;
}

/** For whom a call is made. */
export interface Asking {
  /** Null: the asking process itself. */
  readonly caller: Caller | null;
  readonly facts: RequestFacts;
  /** Goes on to the subgraph beside the seal (W3C Trace Context). */
  readonly trace?: TraceContext | undefined;
}

/** Asks other processes of the house by sealed requests. */
export interface SealedClient {
  /** Calls a function by its contract. @throws UnavailableError when the answer is late, too long, or not of the contract */
  call<Input, Output>(
    subgraph: string,
    contract: InternalContract<Input, Output>,
    input: Input,
    asking: Asking,
  ): Promise<Output>;
  /**
   * Asks for a stream, whatever its status. The time is bounded until it begins; its length is not, as nothing keeps it.
   * @param signal fires when nobody wants it any more
   * @throws UnavailableError when it does not begin in time
   */
  open(subgraph: string, path: string, input: object, asking: Asking, signal: AbortSignal): Promise<Response>;
}

const TIMEOUT_MS = 2_000;
/** As much as a subgraph takes in: the longest answers are callers with thousands of grants, at some 300 bytes each. */
const MAX_ANSWER_BYTES = 8 * 1_048_576;

/** The facts of a call that no client's request stands behind. */
export function factsOf(requestId: string): RequestFacts {
  return { requestId, userAgent: null, ipAddress: null, acceptLanguage: null };
}

/** The one client of sealed calls between processes. It follows no redirect: the seal is for one subgraph alone. */
export function createSealedClient(options: SealedClientOptions): SealedClient {
  const { timeoutMs = TIMEOUT_MS, maxAnswerBytes = MAX_ANSWER_BYTES } = options;

  async function post(subgraph: string, path: string, body: string, asking: Asking, signal: AbortSignal) {
    const url = options.urlOf(subgraph);
    if (url === undefined) throw new Error(`There is no address of ${subgraph}`);
    const { caller, facts, trace } = asking;
    const envelope = options.sealer.seal({ caller, facts }, subgraph, body, options.now());
    return await fetch(new URL(path, url), {
      method: "POST",
      redirect: "error",
      headers: { "content-type": "application/json", ...trace },
      body: appendEnvelope(body, envelope),
      signal,
    });
  }

  return {
    async call(subgraph, { name, output }, input, asking) {
      try {
        const body = JSON.stringify({ name, input });
        const response = await post(subgraph, "/internal", body, asking, AbortSignal.timeout(timeoutMs));
        if (!response.ok) {
          await response.body?.cancel();
          throw new Error(`${subgraph} answered ${response.status}`);
        }
        const answer = JSON.parse(await textWithin(response.body, maxAnswerBytes)) as {
          readonly result?: unknown;
        };
        return output.parse(answer.result);
      } catch (cause) {
        throw unreachable(subgraph, cause);
      }
    },
    async open(subgraph, path, input, asking, signal) {
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(new Error(`${subgraph} is late`)), timeoutMs);
      try {
        const both = AbortSignal.any([signal, late.signal]);
        return await post(subgraph, path, JSON.stringify(input), asking, both);
      } catch (cause) {
        throw unreachable(subgraph, cause);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The cause stays in the log of this process; whoever asked learns only that the subgraph cannot be reached. */
function unreachable(subgraph: string, cause: unknown): UnavailableError {
  return Object.assign(new UnavailableError(`${subgraph} cannot be reached`), { cause });
}
