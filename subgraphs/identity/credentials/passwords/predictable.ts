import { foldText } from "../../../shared/inventory";

/** What is left beside a name must be this many characters long to count for anything. */
const REST_BESIDE_NAMES = 8;
/** Names of the service that people put into its password (ASVS 5.0, 6.2.11: context-specific words). */
const SERVICE_NAMES = ["areaclienti", "areaclientibusiness"];
/** Shorter user names occur in words by chance. */
const SHORTEST_NAME = 4;

/**
 * Whether a long enough password is long for show only: one short piece over and over, a run of the alphabet or of the
 * digits, or the user's name or the service's with next to nothing beside it.
 * @param username folded
 */
export function isPredictable(password: string, username: string, shortest: number): boolean {
  const folded = foldText(password);
  return repeats(folded, shortest) || countsOn(folded) || isNearlyAName(folded, username);
}

/** The password is a piece, shorter than a password may be, that is written twice or more: `passwordpassword`. */
function repeats(text: string, shortest: number): boolean {
  for (let period = 1; period < shortest && period * 2 <= text.length; period += 1) {
    if (text.slice(period) === text.slice(0, -period)) return true;
  }
  return false;
}

/** Each character is the next, or the one before, of its neighbour; after 9 comes 0: `abcdefghijklmno`, `987654321098765`. */
function countsOn(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => {
    const step = code - (codes[index] ?? 0);
    const isDigits = /^\d\d$/.test(text.slice(index, index + 2));
    return isDigits ? (step + 10) % 10 : step;
  });
  const isDown = (step: number) => step === -1 || step === 9;
  return steps.length > 0 && (steps.every((step) => step === 1) || steps.every(isDown));
}

function isNearlyAName(text: string, username: string): boolean {
  const bare = lettersAndDigits(text);
  const names = [username, ...SERVICE_NAMES]
    .map(lettersAndDigits)
    .filter((name) => name.length >= SHORTEST_NAME)
    .toSorted((one, other) => other.length - one.length);
  const rest = names.reduce((left, name) => left.replaceAll(name, ""), bare);
  return rest !== bare && rest.length < REST_BESIDE_NAMES;
}

function lettersAndDigits(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
