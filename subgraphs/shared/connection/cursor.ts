import { UserInputError } from "../../../schema/errors";
import type { SqlValue } from "../database";
import { digest, identityText, type ListIdentity } from "./list-identity";
import type { SortOrder } from "./sort-order";

const VERSION = 1;
const MAXIMUM_LENGTH = 4_096;

/**
 * Writes the cursors of a page's rows: base64url of `[version, values, digest of list and values]`. A cursor carries
 * the sort columns only, which the viewer sees in the row; reading on with it is decided anew each time.
 */
export function cursorWriter<Row extends object>(
  list: ListIdentity,
  order: SortOrder<Row>,
): (row: Row) => string {
  const identity = identityText(list, order);
  return (row) => {
    const values = order.map(({ property }) => sortValue(row, property));
    return Buffer.from(cursorText(identity, values)).toString("base64url");
  };
}

/** The values of the row that the cursor stands for. Throws `UserInputError` when it is not a cursor of this list. */
export function decodeCursor<Row extends object>(
  list: ListIdentity,
  order: SortOrder<Row>,
  cursor: string,
): readonly SqlValue[] {
  const values = cursor.length > MAXIMUM_LENGTH ? null : readValues(cursor);
  // Written again, it must come out the same: that finds every kind of damage at once.
  const genuine =
    values !== null &&
    values.length === order.length &&
    Buffer.from(cursorText(identityText(list, order), values)).toString("base64url") === cursor;
  if (!genuine) {
    throw new UserInputError(
      "after",
      "is not a cursor of this list; give an `endCursor` of the same list, filter and order",
    );
  }
  return values;
}

function cursorText(identity: string, values: readonly SqlValue[]): string {
  return JSON.stringify([VERSION, values, digest(`${identity}\n${JSON.stringify(values)}`)]);
}

function readValues(cursor: string): SqlValue[] | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const values: unknown = Array.isArray(parsed) ? parsed[1] : null;
    return Array.isArray(values) && values.every(isSortValue) ? values : null;
  } catch {
    return null;
  }
}

function isSortValue(value: unknown): value is string | number | null {
  return value === null || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}

function sortValue<Row extends object>(row: Row, property: keyof Row & string): SqlValue {
  const value: unknown = row[property];
  if (isSortValue(value)) return value;
  throw new TypeError(`A row has no text, number or null in "${property}", by which its list is ordered.`);
}
