import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { UnavailableError } from "../../schema/errors";

const WORDS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "The body is too large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "Send the body as application/json",
  FST_ERR_CTP_INVALID_JSON_BODY: "The body is not valid JSON",
  FST_ERR_CTP_EMPTY_JSON_BODY: "The body is empty",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "The body is not as long as Content-Length says",
};

/**
 * What goes wrong before GraphQL begins (no JSON, too large, an unknown path), in GraphQL's response format with a code
 * of the closed list, and without a stack trace.
 */
export function answerTransportErrors(app: FastifyInstance, maxBodyBytes: number): void {
  app.setErrorHandler((error: FastifyError | UnavailableError, request, reply) => {
    if (error instanceof UnavailableError) {
      return reply.status(503).send(body(error.message, "SUBGRAPH_UNAVAILABLE"));
    }
    const status = error.statusCode ?? (error instanceof SyntaxError ? 400 : 500);
    if (status >= 500) {
      request.log.error({ err: error }, "unexpected error before GraphQL");
      return reply.status(500).send(body("Internal error", "INTERNAL"));
    }
    const bound = error.code === "FST_ERR_CTP_BODY_TOO_LARGE" ? ` (at most ${maxBodyBytes} bytes)` : "";
    const words =
      WORDS[error.code] ?? (error instanceof SyntaxError ? "The body is not valid JSON" : "Bad request");
    return reply.status(status).send(body(`${words}${bound}`, "BAD_USER_INPUT"));
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send(nothingHere()));
}

/** Fastify's `frameworkErrors`: an address that cannot be read, found before any route or error handler is looked up. */
export function answerUnreadableAddress(
  _error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  // No hook runs for such a request.
  void reply.header("x-request-id", request.id).status(404).send(nothingHere());
}

function nothingHere(): object {
  return body("There is nothing here", "NOT_FOUND");
}

function body(message: string, code: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
