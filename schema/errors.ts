import { GraphQLError } from "graphql";

/** The one closed list of error codes that a client may meet (access.md "What the client gets"). */
export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "CONFLICT",
  "RATE_LIMITED",
  "SUBGRAPH_UNAVAILABLE",
  "TIMEOUT",
  "INTERNAL",
] as const;

/** A code of `extensions.code` and `userErrors`, from the closed list. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Apollo's own protocol codes keep their names: they speak of the document, not of the data. */
export const PROTOCOL_CODES = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
] as const;

const KNOWN = new Set<string>([...ERROR_CODES, ...PROTOCOL_CODES]);

/** Whether a code may leave the house: one of the closed list, or one of the protocol's. */
export function isPublicCode(code: unknown): boolean {
  return typeof code === "string" && KNOWN.has(code);
}

/** An error with a code of the closed list, whose message is meant for the client. */
export class CodedError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { ...extensions, code } });
    this.name = "CodedError";
  }
}

/** BAD_USER_INPUT: names the argument or input field at fault and the reason. */
export class UserInputError extends CodedError {
  /** @param argument the argument's path, e.g. `["filter", "search"]` */
  constructor(argument: string | readonly string[], reason: string) {
    const field = typeof argument === "string" ? [argument] : [...argument];
    super("BAD_USER_INPUT", `${field.join(".")}: ${reason}`, { field });
    this.name = "UserInputError";
  }
}

/** SUBGRAPH_UNAVAILABLE: something that the answer needs cannot be reached just now. Never names an address. */
export class UnavailableError extends CodedError {
  constructor(message: string) {
    super("SUBGRAPH_UNAVAILABLE", message);
    this.name = "UnavailableError";
  }
}
