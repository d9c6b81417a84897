import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { CancelSignal } from "../contract/cancellation";
import { SubgraphUnavailableError } from "../contract/errors";
import { bodyReading, isPlain, readBody, textOf, tooLong, type BodyReading } from "./read-body";

/** JSON, or a type made of it (RFC 6839), as `application/graphql-response+json` is. */
const JSON_TYPE = /^(?:application\/(?:[\w.-]+\+)?|text\/)json(?:\s*;|$)/i;
/** Statuses that servers on the way answer for a subgraph which is not there just now (RFC 9110, section 15.6). */
const TRANSIENT = new Set([502, 503, 504]);

/** One request on a connection and what comes back: the text of the answer, or why it is not to be read. */
export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private reading: BodyReading = { codings: [], charset: "utf-8" };

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
    const refusal = refuseHead(status, headers["content-type"]);
    const reading = bodyReading(headers);
    if (refusal !== undefined) controller.abort(refusal);
    else if (reading instanceof SubgraphUnavailableError) controller.abort(reading);
    else this.reading = reading;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= this.maxBytes) this.chunks.push(chunk);
    else controller.abort(tooLong(this.maxBytes));
  }

  onResponseEnd(): void {
    this.forget();
    const [first] = this.chunks;
    const whole = this.chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.chunks);
    if (isPlain(this.reading)) this.settle(() => textOf(whole, this.reading.charset));
    else readBody(whole, this.reading, this.maxBytes).then(this.resolve, this.reject);
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

  private settle(read: () => string): void {
    try {
      this.resolve(read());
    } catch (error) {
      this.reject(error as SubgraphUnavailableError);
    }
  }

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

function transient(message: string, cause?: unknown): SubgraphUnavailableError {
  return new SubgraphUnavailableError(message, "SUBGRAPH_UNAVAILABLE", { cause, isTransient: true });
}
