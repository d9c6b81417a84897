import type { Logger } from "../../../shared/subgraph/definition";
import { foldText } from "../../../shared/inventory";
import { isListed, isPwned } from "./breached-passwords";
import { isTooLong, LONGEST_PASSWORD, normalizedPassword } from "./password-hash";
import { isPredictable } from "./predictable";

/** NIST SP 800-63B-4, section 3.1.1.2: at least 15 where the password is alone, 8 beside a second factor. */
const SHORTEST_ALONE = 15;
const SHORTEST_WITH_SECOND_FACTOR = 8;

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly username: string;
  readonly hasSecondFactor?: boolean;
}

/**
 * Why a person may not choose this password, as a sentence for them, or null. No composition rules and no expiry
 * (NIST SP 800-63B-4; OWASP ASVS 5.0, chapter 6.2); docs/decisions/0020 says what is refused and why.
 */
export type PasswordFault = (password: string, owner: PasswordOwner) => Promise<string | null>;

/** @param rangeUrl of a service like Pwned Passwords, asked beside the list that ships with the project */
export function passwordPolicy(settings: {
  readonly rangeUrl?: string | undefined;
  readonly logger: Logger;
}): PasswordFault {
  return async (password, { username, hasSecondFactor = false }) => {
    const lengthFault = passwordLengthFault(password, hasSecondFactor);
    if (lengthFault !== null) return lengthFault;
    const normalized = normalizedPassword(password);
    const shortest = shortestPassword(hasSecondFactor);
    if (isPredictable(normalized, foldText(username), shortest))
      return "The password is too easy to guess: it repeats or counts on, or is little more than a name.";
    const known =
      (await isListed(normalized)) ||
      (settings.rangeUrl !== undefined && (await isPwned(normalized, settings.rangeUrl, settings.logger)));
    return known ? "The password has appeared in a data breach. Choose another." : null;
  };
}

/** The part of the policy that a second factor changes. */
export function passwordLengthFault(password: string, hasSecondFactor: boolean): string | null {
  if (isTooLong(password)) return `The password must have at most ${LONGEST_PASSWORD} characters.`;
  const shortest = shortestPassword(hasSecondFactor);
  if (Array.from(normalizedPassword(password)).length >= shortest) return null;
  return `The password must have at least ${shortest} characters.`;
}

function shortestPassword(hasSecondFactor: boolean): number {
  return hasSecondFactor ? SHORTEST_WITH_SECOND_FACTOR : SHORTEST_ALONE;
}
