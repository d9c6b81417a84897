import type { GraphQLFormattedError } from "graphql";
import { AnsweredError } from "../engine";
import { isPublicCode } from "../../schema/errors";

/** Apollo prefixes what the context function throws; the client need not know where it happened. */
const PREFIX = /^Context creation failed: /;
/** Longest message of an error, in UTF-16 units: a list of names that a client sent could be as long as its document. */
const LONGEST_MESSAGE = 1_000;

/** Errors that Apollo Server itself makes keep to the closed list too; anything unforeseen says nothing of itself. */
export function lastFormat(formatted: GraphQLFormattedError, error?: unknown): GraphQLFormattedError {
  // A supergraph that is served open may tell codes of its subgraphs: it was decided which.
  if (error instanceof AnsweredError) return formatted;
  if (!isPublicCode(formatted.extensions?.["code"])) {
    return { ...formatted, message: "Internal error", extensions: { code: "INTERNAL" } };
  }
  // The parser recurses; what it says when it runs out of stack is about us, not about the document.
  if (formatted.message.includes("call stack"))
    return { ...formatted, message: "The document is nested too deeply" };
  return { ...formatted, message: bounded(withoutLiteral(formatted.message.replace(PREFIX, ""))) };
}

/** Validation repeats a literal that does not fit its type, whatever it is: a password or a page of text. */
function withoutLiteral(message: string): string {
  return message
    .replace(/^(Expected value of type "[^"]+"), found [^]*$/, "$1.")
    .replace(/^(\w+ cannot represent [^:"]*): [^]*$/, "$1.");
}

function bounded(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;
}
