import type { UserErrorType } from "../../shared/graphql/user-error.type";

/** As a person, not the operator's feed, may choose it: what looks like another name is none. */
const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{2,63}$/;
/** Letters of any script and what stands in names; no line breaks, and nothing that makes a link. */
const DISPLAY_NAME = /^[\p{L}\p{M}\p{N} .,'’()&-]{1,100}$/u;

/** What is wrong with the names that somebody gave, all of it. @param path of the input that holds them */
export function personFaults(
  { username, displayName }: { readonly username: string; readonly displayName: string },
  path: readonly string[],
): UserErrorType[] {
  const faults: UserErrorType[] = [];
  if (!USERNAME.test(username)) {
    const message =
      "The user name must have 3 to 64 letters without accents, digits, dots, hyphens, underscores or @, and begin with a letter or digit.";
    faults.push(badInput(message, [...path, "username"]));
  }
  if (!DISPLAY_NAME.test(displayName) || displayName.trim() === "") {
    const message = "The name must have 1 to 100 letters, digits, blanks or marks as they stand in names.";
    faults.push(badInput(message, [...path, "displayName"]));
  }
  return faults;
}

/** BAD_USER_INPUT, for `userErrors`. @param field path of the input that is at fault */
export function badInput(message: string, field: readonly string[]): UserErrorType {
  return { code: "BAD_USER_INPUT", message, field: [...field] };
}
