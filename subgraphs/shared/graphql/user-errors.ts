import { CodedError, UserInputError, type ErrorCode } from "../../../schema/errors";
import type { UserErrorType } from "./user-error.type";

/**
 * What the person can put right. Thrown from within the transaction of a mutation, so that nothing of it stays, and
 * answered in the payload's `userErrors`; every other error is one of GraphQL.
 */
export class Refused extends CodedError {
  /** @param field the path of the input at fault; null where none is */
  constructor(
    readonly code: Extract<ErrorCode, "BAD_USER_INPUT" | "CONFLICT" | "NOT_FOUND" | "RATE_LIMITED">,
    message: string,
    readonly field: readonly string[] | null = null,
  ) {
    super(code, message, field === null ? {} : { field });
    this.name = "Refused";
  }
}

/** The payload of a mutation: what its work answers, or nothing but why the person was refused. */
export async function orUserErrors<Answer extends object>(
  nothing: { readonly [Key in keyof Answer]: null },
  work: () => Promise<Answer>,
): Promise<(Answer | { readonly [Key in keyof Answer]: null }) & { userErrors: UserErrorType[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof Refused) {
      const { code, message, field } = error;
      return { ...nothing, userErrors: [{ code, message, field: field === null ? null : [...field] }] };
    }
    if (error instanceof UserInputError) {
      const field = error.extensions["field"] as string[];
      return { ...nothing, userErrors: [{ code: "BAD_USER_INPUT", message: error.message, field }] };
    }
    throw error;
  }
}
