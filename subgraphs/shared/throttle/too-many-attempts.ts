import type { UserErrorType } from "../graphql/user-error.type";
import type { Wait } from "./attempt";

/** RATE_LIMITED, for `userErrors`: says when, and nothing about whether there is such an account. */
export function tooManyAttempts({ retryAfterSeconds }: Wait): UserErrorType {
  const seconds = retryAfterSeconds === 1 ? "1 second" : `${retryAfterSeconds} seconds`;
  return { code: "RATE_LIMITED", message: `Too many attempts. Try again in ${seconds}.`, field: null };
}
