import { UserInputError } from "../../../schema/errors";
import type { SqlFragment } from "../database";

const SHORTEST_TERM = 2;
const LONGEST_TERM = 100;
/** Length of the columns that hold folded text, in characters. */
export const FOLDED_LENGTH = 100;

/** Sorts after every text that begins with what stands before it: the last code point, which no text has. */
const AFTER_ALL = "\u{10FFFF}";

/**
 * Text as it is compared: without case, accents and surplus blanks, at most `FOLDED_LENGTH` characters. Written by code
 * into a column of its own, so that both databases agree on it.
 */
export function foldText(text: string): string {
  const folded = text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .normalize("NFC")
    .replaceAll(/\s+/g, " ")
    .trim();
  return Array.from(folded).slice(0, FOLDED_LENGTH).join("");
}

/** `foldText`, or null for no text. */
export function foldOptional(text: string | null): string | null {
  return text === null ? null : foldText(text);
}

/**
 * The searched text, trimmed, or null where none was given.
 * @param field the path of the argument, for the error on a text under 2 or over 100 characters
 */
export function searchTerm(field: readonly string[], search: string | null | undefined): string | null {
  if (search === null || search === undefined) return null;
  const term = search.trim();
  const length = Array.from(term).length;
  if (length < SHORTEST_TERM || length > LONGEST_TERM)
    throw new UserInputError(field, `must have ${SHORTEST_TERM} to ${LONGEST_TERM} characters`);
  return term;
}

/**
 * Rows whose column begins with the prefix. A range rather than LIKE: an index serves it on both engines, and `%` and
 * `_` stand for themselves. The column's collation must be binary. Nothing begins with a prefix that folding emptied.
 */
export function beginsWith(column: string, prefix: string): SqlFragment {
  if (prefix === "") return { sql: "1 = 0", parameters: [] };
  return { sql: `${column} >= ? AND ${column} < ?`, parameters: [prefix, prefix + AFTER_ALL] };
}

/** The text from its end to its beginning: what an index answers "ends with" from. */
export function reversed(text: string): string {
  return Array.from(text).toReversed().join("");
}

/**
 * What a person typed as the rows of a column of E.164 numbers, no condition when it is no part of a number: its beginning,
 * with or without `+39` or `0039`, or its end. Blanks, dots, dashes, slashes and parentheses do not count.
 * @param column holds `+39…`; @param reversedColumn holds the same number reversed
 */
export function numberMatches(column: string, reversedColumn: string, term: string): readonly SqlFragment[] {
  const compact = term.replaceAll(/[\s./()-]/g, "");
  const digits = compact.replace(/^\+/, "");
  if (!/^\d+$/.test(digits)) return [];
  if (compact.startsWith("+")) return [beginsWith(column, compact)];
  return [
    beginsWith(column, `+39${digits}`),
    beginsWith(column, `+${digits.replace(/^00/, "")}`),
    beginsWith(reversedColumn, reversed(digits)),
  ];
}
