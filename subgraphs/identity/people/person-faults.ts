import type { UserErrorType } from "../../shared/graphql/user-error.type";

/** As a person, not the operator's feed, may choose it: what looks like another name, or like an address, is none. */
const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/;
/** Letters of any script and what stands in names; no line breaks. */
const DISPLAY_NAME = /^[\p{L}\p{M}\p{N} .,'’()&-]{1,100}$/u;
/**
 * What mail readers make a link of, in messages to colleagues: `evil.example`, `www.…`, `192.0.2.1`. No `J.R. Smith`,
 * `S.p.A.` or `Dott. Rossi`: one letter between dots, or a blank after them.
 */
const LINK = /[\p{L}\p{M}\p{N}-]\.[\p{L}\p{N}][\p{L}\p{M}\p{N}-]|\bwww\.|\p{N}\.\p{N}+\.\p{N}/iu;

/** What is wrong with the names that somebody gave, all of it. @param path of the input that holds them */
export function personFaults(
  { username, displayName }: { readonly username: string; readonly displayName: string },
  path: readonly string[],
): UserErrorType[] {
  const faults: UserErrorType[] = [];
  if (!USERNAME.test(username)) {
    const message =
      "The user name must have 3 to 64 letters without accents, digits, dots, hyphens or underscores, and begin with a letter or digit.";
    faults.push(badInput(message, [...path, "username"]));
  }
  return [...faults, ...displayNameFaults(displayName, [...path, "displayName"])];
}

/** A name as it is kept: composed (NFC), without blanks around it or several in a row. */
export function cleanDisplayName(displayName: string): string {
  return displayName.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

/** What is wrong with a name. @param field its path in the arguments */
export function displayNameFaults(displayName: string, field: readonly string[]): UserErrorType[] {
  const faults: UserErrorType[] = [];
  if (!DISPLAY_NAME.test(displayName) || displayName.trim() === "") {
    const message = "The name must have 1 to 100 letters, digits, blanks or marks as they stand in names.";
    faults.push(badInput(message, field));
  } else if (LINK.test(displayName)) {
    const message = "The name must not look like an internet address: put a blank after its dots.";
    faults.push(badInput(message, field));
  }
  return faults;
}

/** BAD_USER_INPUT, for `userErrors`. @param field path of the input that is at fault */
export function badInput(message: string, field: readonly string[]): UserErrorType {
  return { code: "BAD_USER_INPUT", message, field: [...field] };
}
