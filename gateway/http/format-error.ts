import type { GraphQLFormattedError } from "graphql";
import { isPublicCode } from "../../schema/errors";

/** Apollo prefixes what the context function throws; the client need not know where it happened. */
const PREFIX = "Context creation failed: ";

/** Errors that Apollo Server itself makes keep to the closed list too; anything unforeseen says nothing of itself. */
export function lastFormat(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (!isPublicCode(formatted.extensions?.["code"])) {
    return { ...formatted, message: "Internal error", extensions: { code: "INTERNAL" } };
  }
  // The parser recurses; what it says when it runs out of stack is about us, not about the document.
  if (formatted.message.includes("call stack"))
    return { ...formatted, message: "The document is nested too deeply" };
  if (!formatted.message.startsWith(PREFIX)) return formatted;
  return { ...formatted, message: formatted.message.slice(PREFIX.length) };
}
