import type { UserErrorType } from "../../shared/graphql/user-error.type";
import { badInput } from "../people/person-faults";

/**
 * One answer for a wrong, an expired, a used and a worn-out code, and for one of a step that there is not.
 * @param field path of the code in the input
 */
export function wrongCode(field: readonly string[]): UserErrorType {
  return badInput("The code is wrong, or it holds no more. Ask for another one.", field);
}

export const USERNAME_TAKEN: UserErrorType = {
  code: "CONFLICT",
  message: "The user name is taken. Register again with another one.",
  field: ["input", "username"],
};
