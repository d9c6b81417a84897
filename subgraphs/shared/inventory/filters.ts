import { UserInputError } from "../../../schema/errors";
import { inList, type SqlFragment } from "../database";

const LONGEST_LIST = 100;

/** A narrowing by one column, or none where the client gave no value: to be spread into a list of conditions. */
export type Narrowing = readonly SqlFragment[];

/**
 * Rows whose column is one of the values. No value given narrows nothing; an empty list finds nothing.
 * @param field the path of the argument, for the error on more than 100 values
 */
export function oneOf(
  field: readonly string[],
  column: string,
  values: readonly string[] | null | undefined,
): Narrowing {
  if (values === null || values === undefined) return [];
  if (values.length > LONGEST_LIST)
    throw new UserInputError(field, `must not have more than ${LONGEST_LIST} values`);
  const list = inList([...new Set(values)]);
  return [{ sql: `${column} IN ${list.sql}`, parameters: list.parameters }];
}

/** Rows whose calendar date lies between the two days, both included; a row without a date lies nowhere. */
export function between(
  column: string,
  from: string | null | undefined,
  to: string | null | undefined,
): Narrowing {
  return [
    ...(from === null || from === undefined ? [] : [{ sql: `${column} >= ?`, parameters: [from] }]),
    ...(to === null || to === undefined ? [] : [{ sql: `${column} <= ?`, parameters: [to] }]),
  ];
}
