import pino, { type Logger } from "pino";

/** How far the causes of an error are followed. */
const CAUSES = 4;

/**
 * The process's log: JSON lines on standard output. Of an error it says kind, message, code and stack, and the same of
 * its causes; whatever else hangs from it (parameters, documents, headers) may be secret and is left out.
 * @param base stands in every line, e.g. the subgraph's name
 */
export function createLogger(level: string, base: Readonly<Record<string, unknown>> = {}): Logger {
  return pino({ level, base, serializers: { err: (error: unknown) => describeError(error) } });
}

/** An error as it may stand in a log. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    type: name,
    message,
    ...(typeof code === "string" ? { code } : {}),
    stack,
    ...(cause === undefined || depth >= CAUSES ? {} : { cause: describeError(cause, depth + 1) }),
  };
}
