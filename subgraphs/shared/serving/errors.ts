import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { isPublicCode } from "../../../schema/errors";
import { DatabaseUnavailable } from "../database";
import type { Logger } from "../subgraph/definition";

/**
 * What a resolver threw, as it may leave the process: coded errors keep their words, a database that is away is
 * SUBGRAPH_UNAVAILABLE, and anything else is INTERNAL, told to the log and to nobody else.
 */
export function publicError(error: GraphQLError, logger: Logger, requestId: string): GraphQLFormattedError {
  const path = error.path === undefined ? {} : { path: error.path };
  const cause = rootCause(error);
  const coded = [error, cause].find((candidate) => isPublicCode(codeOf(candidate)));
  if (coded instanceof GraphQLError) {
    return { message: withoutValue(coded), ...path, extensions: { ...coded.extensions } };
  }
  if (cause instanceof DatabaseUnavailable && cause.reason === "out-of-time") {
    return {
      message: "The request's time is up; nothing was changed",
      ...path,
      extensions: { code: "TIMEOUT" },
    };
  }
  if (cause instanceof DatabaseUnavailable) {
    logger.error({ requestId, err: cause }, "the database is unavailable");
    return {
      message: "The data cannot be reached just now",
      ...path,
      extensions: { code: "SUBGRAPH_UNAVAILABLE" },
    };
  }
  logger.error({ requestId, err: cause, path: error.path }, "unexpected error");
  return { message: "Internal error", ...path, extensions: { code: "INTERNAL" } };
}

/**
 * What graphql-js says of a variable repeats its value, which may be a password:
 * `Variable "$input" got invalid value {…} at "input.email"; EmailAddress must be …`. Name, place and reason stay.
 */
function withoutValue({ message, originalError }: GraphQLError): string {
  const reason = originalError?.message;
  const head = /^(Variable "\$\w+") got invalid value /.exec(message)?.[1];
  if (head === undefined || reason === undefined || !message.endsWith(`; ${reason}`)) return message;
  const place = / at "[^"]*"$/.exec(message.slice(0, -reason.length - 2))?.[0] ?? "";
  return `${head} is not valid${place}: ${reason}`;
}

function codeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? error.extensions["code"] : undefined;
}

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
