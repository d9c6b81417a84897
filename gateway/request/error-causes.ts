import type { AnswerError } from "../engine";

/** Why fields of one answer failed, for the log. Clients never read it. */
export interface ErrorCause {
  readonly subgraph?: string;
  /** `Type.field`; absent when the whole operation failed. */
  readonly coordinate?: string;
  /** The code that the error came with; what the client reads may say less. */
  readonly code?: string;
  readonly cause: string;
  /** How many places of the answer it stands at. */
  count: number;
}

/** Different causes that one line names. */
const MAX_CAUSES = 20;
/** Characters of a cause. */
const LONGEST = 600;
/** How far the causes of an error are followed. */
const DEPTH = 4;

/** Adds the causes of an answer's errors to those known; the rows of a list that failed for one reason count as one. */
export function addCauses(known: ErrorCause[], errors: readonly AnswerError[]): void {
  const byKey = new Map<string, ErrorCause>();
  for (const { source, coordinate, extensions } of errors) {
    if (source === undefined) continue;
    const code = typeof extensions?.["code"] === "string" ? extensions["code"] : undefined;
    const cause = wordCause(source.cause);
    const key = JSON.stringify([source.subgraph, coordinate, code, cause]);
    const same = byKey.get(key);
    if (same !== undefined) same.count += 1;
    if (same !== undefined || known.length >= MAX_CAUSES) continue;
    const added: ErrorCause = {
      ...(source.subgraph !== undefined && { subgraph: source.subgraph }),
      ...(coordinate !== undefined && { coordinate }),
      ...(code !== undefined && { code: code.slice(0, LONGEST) }),
      cause,
      count: 1,
    };
    byKey.set(key, added);
    known.push(added);
  }
}

/** What was thrown, and what it came of: "The exchange failed. < connect ECONNREFUSED 127.0.0.1:4001". */
export function wordCause(cause: unknown): string {
  const words: string[] = [];
  let next = cause;
  for (let depth = 0; depth < DEPTH && next !== undefined && next !== null; depth++) {
    if (!isErrorLike(next)) {
      words.push(typeof next === "string" ? next : typeof next);
      break;
    }
    words.push(wordError(next));
    // Node tries every address of a host, and gathers what became of each.
    next = next.errors?.[0] ?? next.cause;
  }
  return words.filter(Boolean).join(" < ").replaceAll(/\s+/g, " ").slice(0, LONGEST);
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** By its form and not its class: a system's errors may come from another realm. */
function isErrorLike(value: unknown): value is ErrorLike {
  return (
    typeof value === "object" && value !== null && "message" in value && typeof value.message === "string"
  );
}

function wordError(error: ErrorLike): string {
  const { code } = error;
  const isNew = typeof code === "string" && !error.message.includes(code) && !/^[A-Z]+$/.test(code);
  const message = error.message === "" ? error.name : error.message;
  return isNew && !code.startsWith("SUBGRAPH") ? `${message} (${code})` : message;
}
