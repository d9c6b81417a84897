import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { CancelSignal } from "../cancellation";
import { SubgraphUnavailableError } from "../errors";

/** JSON, or a type made of it (RFC 6839), as `application/graphql-response+json` is. */
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/i;
/** Statuses that servers on the way answer for a subgraph which is not there just now (RFC 9110, section 15.6). */
const TRANSIENT = new Set([502, 503, 504]);

/** One request on a connection and what comes back: the text of the answer, or why it is not to be read. */
export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private readonly chunks: Buffer[] = [];
  private size = 0;

  /** @param signal ends the exchange, on whatever step it is */
  constructor(
    private readonly signal: CancelSignal | undefined,
    private readonly maxBytes: number,
    private readonly resolve: (text: string) => void,
    private readonly reject: (error: SubgraphUnavailableError) => void,
  ) {
    signal?.addEventListener("abort", this.abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.signal?.aborted === true) this.abort();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    const refusal = refuseHead(status, headers["content-type"]) ?? refuseEncoding(headers);
    if (refusal !== undefined) controller.abort(refusal);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= this.maxBytes) this.chunks.push(chunk);
    else controller.abort(new SubgraphUnavailableError(`The answer is longer than ${this.maxBytes} bytes.`));
  }

  onResponseEnd(): void {
    this.forget();
    const [first] = this.chunks;
    const whole = this.chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.chunks);
    // Some servers begin with a byte order mark, which is no part of JSON (RFC 8259, section 8.1).
    const text = whole.toString("utf8");
    this.resolve(text.startsWith("\uFEFF") ? text.slice(1) : text);
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.forget();
    this.reject(error instanceof SubgraphUnavailableError ? error : transient("The exchange failed.", error));
  }

  private readonly abort = (): void => {
    const reason = new SubgraphUnavailableError("The request was cancelled.");
    if (this.controller === undefined) this.reject(reason);
    else this.controller.abort(reason);
  };

  private forget(): void {
    this.signal?.removeEventListener("abort", this.abort);
  }
}

/** Why an answer is not to be read, told by its status and its type alone. */
function refuseHead(
  status: number,
  type: string | string[] | undefined,
): SubgraphUnavailableError | undefined {
  if (TRANSIENT.has(status)) return transient(`The status is ${status}.`);
  if (status >= 300 && status < 400) return new SubgraphUnavailableError("The answer is a redirect.");
  if (type === undefined || JSON_TYPE.test(String(type))) return undefined;
  return new SubgraphUnavailableError(`The answer is ${String(type)}, with status ${status}.`);
}

/** What could be read only as nonsense: compressed though nobody asked for it, or in another charset than UTF-8. */
function refuseEncoding(headers: IncomingHttpHeaders): SubgraphUnavailableError | undefined {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity")
    return new SubgraphUnavailableError(`The answer is compressed (${encoding}), which was not asked for.`);
  const charset = /;\s*charset="?([^";\s]+)/i.exec(headers["content-type"] ?? "")?.[1];
  if (charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset)) return undefined;
  return new SubgraphUnavailableError(`The charset of the answer is ${charset}.`);
}

function transient(message: string, cause?: unknown): SubgraphUnavailableError {
  return new SubgraphUnavailableError(message, "SUBGRAPH_UNAVAILABLE", { cause, isTransient: true });
}
