import { oneOf } from "../../../shared/database/table-parts";

/** A column of the primary key. */
export const PRIMARY = { isPrimary: true };
/** A column that may be null. */
export const NULLABLE = { isNullable: true };

/** SQL of "is one of these names", for checks that say more than that. */
export function isOneOf(column: string, values: readonly string[]): string {
  return oneOf("", column, values).expression;
}
