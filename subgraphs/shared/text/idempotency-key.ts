import { UserInputError } from "../../../schema/errors";

/** In characters. */
const LONGEST_KEY = 64;

/**
 * Checks the key by which a client may repeat a mutation; it is kept beside the person who gave it.
 * @throws UserInputError for a key that is empty or over 64 characters
 */
export function assertIdempotencyKey(key: string | null | undefined, field: readonly string[]): void {
  if (typeof key === "string" && (key.length === 0 || key.length > LONGEST_KEY))
    throw new UserInputError([...field], `must have 1 to ${LONGEST_KEY} characters`);
}
