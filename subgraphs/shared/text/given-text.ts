import { UserInputError } from "../../../schema/errors";
import { storable } from "./storable";

/** In characters. */
const LONGEST_TEXT = 500;

/**
 * A reason or message as a person gave it, trimmed; null for none.
 * @param field its path in the arguments
 * @throws UserInputError over 500 characters
 */
export function givenText(text: string | null | undefined, field: readonly string[]): string | null {
  const trimmed = (text ?? "").trim();
  if (Array.from(trimmed).length > LONGEST_TEXT)
    throw new UserInputError(field, `must not be longer than ${LONGEST_TEXT} characters`);
  return trimmed === "" ? null : storable(trimmed, LONGEST_TEXT);
}
