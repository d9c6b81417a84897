import { ERROR_CODES, isPublicCode, PROTOCOL_CODES } from "../../schema/errors";
import type { SubgraphErrorMode } from "./subgraph-errors-setting";

interface Told {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Codes by which servers say that something went wrong inside them, or between us and them. What stands beside such a
 * code was written for developers: a statement, a host, a document of ours.
 */
const NEVER_TOLD = new Set<string>([
  ...PROTOCOL_CODES,
  "INTERNAL",
  "INTERNAL_ERROR",
  "INTERNAL_SERVER_ERROR",
  "DOWNSTREAM_SERVICE_ERROR",
  "SUBREQUEST_HTTP_ERROR",
  "UNKNOWN",
]);
/** Extensions by which servers tell their developers what happened, in small letters and without separators. */
const DEBUG = /debug|stack|exception|originalerror|innererror|cause|trace|sql|query|servicename|host|^paths$/;
/** What `code` tells beside the code: which argument, and when to try again. */
const ALLOWED = new Set(["field", "argumentName", "argument", "retryAfter", "limit", "classification"]);
const CODE = /^[A-Z][A-Z0-9_]{0,63}$/i;
const LONGEST_TEXT = 1_000;
/** Levels and entries of extensions that are passed on. */
const DEPTH = 4;
const ENTRIES = 50;

/** An error that a subgraph answered, as clients may read it. Whatever says that the subgraph itself failed says nothing more. */
export function toldError({ message, path, extensions = {} }: Told, mode: SubgraphErrorMode): Told {
  const code = extensions["code"];
  if (typeof code !== "string" || !CODE.test(code) || NEVER_TOLD.has(code.toUpperCase()))
    return internal(path);
  if (mode === "mask" && !isPublicCode(code)) return internal(path);
  if (mode === "code") {
    const kept = Object.entries(extensions).filter(([name, value]) => ALLOWED.has(name) && isPlain(value));
    return { message: wordOf(code), path, extensions: { ...Object.fromEntries(kept), code } };
  }
  return {
    message: message.slice(0, LONGEST_TEXT),
    path,
    extensions: { ...(withoutDebug(extensions, DEPTH) as object), code },
  };
}

function internal(path: Told["path"]): Told {
  return { message: "Internal error", path, extensions: { code: "INTERNAL" } };
}

const WORDS: Partial<Record<string, string>> = {
  UNAUTHENTICATED: "The service that answers this field asks who you are.",
  FORBIDDEN: "The service that answers this field refuses it.",
  NOT_FOUND: "The service that answers this field found nothing.",
  BAD_USER_INPUT: "The service that answers this field refuses what it was given.",
  CONFLICT: "The service that answers this field refuses it in the present state.",
  RATE_LIMITED: "The service that answers this field was asked too often.",
  SUBGRAPH_UNAVAILABLE: "The service that answers this field is unavailable.",
  TIMEOUT: "The service that answers this field took too long.",
} satisfies Partial<Record<(typeof ERROR_CODES)[number], string>>;

function wordOf(code: string): string {
  return WORDS[code] ?? "The service that answers this field reported an error.";
}

/** A short text, a number or a flag, or a short list of them. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length <= ENTRIES && value.every((item) => !Array.isArray(item) && isPlain(item));
  if (typeof value === "string") return value.length <= 200;
  return typeof value === "number" || typeof value === "boolean";
}

function withoutDebug(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.slice(0, LONGEST_TEXT);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.slice(0, ENTRIES).map((item) => withoutDebug(item, depth - 1));
  const kept = Object.entries(value).filter(
    ([name]) => !DEBUG.test(name.toLowerCase().replaceAll(/[^a-z]/g, "")),
  );
  return Object.fromEntries(
    kept.slice(0, ENTRIES).map(([name, item]) => [name, withoutDebug(item, depth - 1)]),
  );
}
