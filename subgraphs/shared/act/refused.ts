import { CodedError, UserInputError, type ErrorCode } from "../../../schema/errors";
import { ConstraintViolation } from "../database";
import type { UserErrorType } from "../graphql/user-error.type";

/** The codes that stand in `userErrors`: what a person can put right. */
type UserErrorCode = Extract<
  ErrorCode,
  "BAD_USER_INPUT" | "CONFLICT" | "NOT_FOUND" | "RATE_LIMITED" | "UNAUTHENTICATED"
>;

/**
 * A refusal that the person can put right, answered in the payload's `userErrors`. A verb that throws it leaves nothing
 * behind. A verb that returns it keeps what it wrote: a used code, a record of the failed attempt.
 */
export class Refused extends CodedError {
  readonly userErrors: readonly UserErrorType[];

  /** @param field the path of the argument at fault; null where none is */
  constructor(
    readonly code: UserErrorCode,
    message: string,
    field: readonly string[] | null = null,
    /** Faults beside the first one. */
    others: readonly UserErrorType[] = [],
  ) {
    super(code, message, field === null ? {} : { field });
    this.name = "Refused";
    this.userErrors = [{ code, message, field: field === null ? null : [...field] }, ...others];
  }
}

/** @throws Refused with all of these faults, if there are any */
export function refuseFaults(faults: readonly UserErrorType[]): void {
  const [first, ...others] = faults;
  if (first !== undefined) throw new Refused(first.code as UserErrorCode, first.message, first.field, others);
}

/** How the violated constraints of an act are told to the person. */
export interface ConstraintWords {
  /** By column, the argument that fills it: for a text that is too long. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** By unique key, what it means when somebody else was faster. */
  readonly conflicts?: Readonly<
    Record<string, { readonly message: string; readonly field: readonly string[] | null }>
  >;
}

/** The `userErrors` of an error; null when it is not the person's to put right. */
export function userErrorsOf(error: unknown, words: ConstraintWords): readonly UserErrorType[] | null {
  if (error instanceof Refused) return error.userErrors;
  if (error instanceof UserInputError) {
    const field = error.extensions["field"] as string[];
    return [{ code: "BAD_USER_INPUT", message: error.message, field }];
  }
  return error instanceof ConstraintViolation ? constraintErrors(error, words) : null;
}

function constraintErrors(
  { kind, constraint = "" }: ConstraintViolation,
  { fields = {}, conflicts = {} }: ConstraintWords,
): readonly UserErrorType[] | null {
  const conflict = Object.hasOwn(conflicts, constraint) ? conflicts[constraint] : undefined;
  if (kind === "unique" && conflict !== undefined)
    return [{ code: "CONFLICT", message: conflict.message, field: conflict.field && [...conflict.field] }];
  const field = Object.hasOwn(fields, constraint) ? fields[constraint] : undefined;
  if (kind !== "too-long" || field === undefined) return null;
  return [{ code: "BAD_USER_INPUT", message: `${field.join(".")}: is too long`, field: [...field] }];
}
