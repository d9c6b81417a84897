import { Refused } from "../../shared/act";

/**
 * One answer for a wrong, an expired, a used and a worn-out code, and for one of a step that there is not.
 * @param field path of the code in the input
 */
export function wrongCode(field: readonly string[]): Refused {
  return new Refused("BAD_USER_INPUT", "The code is wrong, or it holds no more. Ask for another one.", field);
}

/** Told once the code is proved, and not before. */
export function usernameTaken(): Refused {
  const message = "The user name is taken. Register again with another one.";
  return new Refused("CONFLICT", message, ["input", "username"]);
}
