import type { preHandlerHookHandler } from "fastify";

/**
 * Refuses a document whose text is longer than a document may be, before anybody reads it: comments and blanks are no
 * tokens, and a text is kept for as long as anything that was read from it.
 * @param maxBytes of the text in UTF-8
 */
export function refuseLongDocuments(maxBytes: number): preHandlerHookHandler {
  return (request, reply, done) => {
    const text = textOf(request.body) ?? textOf(request.query);
    const bytes = text === undefined ? 0 : Buffer.byteLength(text);
    if (bytes <= maxBytes) {
      done();
      return;
    }
    const message = `The document has ${bytes} bytes; at most ${maxBytes} are allowed`;
    const extensions = { code: "BAD_USER_INPUT", limit: "documentBytes", allowed: maxBytes, found: bytes };
    void reply.status(400).send({ errors: [{ message, extensions }] });
  };
}

function textOf(parameters: unknown): string | undefined {
  if (typeof parameters !== "object" || parameters === null || !("query" in parameters)) return undefined;
  return typeof parameters.query === "string" ? parameters.query : undefined;
}
