import { UserInputError } from "../../../schema/errors";
import { cleanLine } from "./clean-line";

/**
 * One line of words as a person gave it, cleaned as the feed cleans its own; null for none.
 * @param longest in characters; @param field its path in the arguments
 * @throws UserInputError for one that is longer or has control characters
 */
export function givenLine(
  text: string | null | undefined,
  longest: number,
  field: readonly string[],
): string | null {
  const cleaned = cleanLine((text ?? "").trim(), longest);
  if ("fault" in cleaned) throw new UserInputError(field, cleaned.fault);
  return cleaned.value === "" ? null : cleaned.value;
}
