/**
 * SQLite takes a text of any length into a VARCHAR(64). Tables made with `createTable` refuse it by a
 * check of this name, which the error mapping reads back into the column.
 */
const SUFFIX = "__length";

/** The name of the check that bounds a text column's length in SQLite. */
export function lengthCheckName(column: string): string {
  return `${column}${SUFFIX}`;
}

/** The column that a length check guards, or null when the name is not that of a length check. */
export function columnOfLengthCheck(checkName: string): string | null {
  return checkName.endsWith(SUFFIX) ? checkName.slice(0, -SUFFIX.length) : null;
}
